using Microsoft.Playwright;

namespace OnnxZc.Tests.Reports.Page;

/// <summary>A page in a tab without network, with all that it asked for and complained of.</summary>
sealed class OpenPage : IAsyncDisposable
{
    public OpenPage(IPage page)
    {
        Tab = page;
        page.Request += (_, request) => Requests.Add(request.Url);
        page.PageError += (_, error) => Complaints.Add(error);
        page.Dialog += (_, dialog) => Complaints.Add($"dialog {dialog.Message}");
        page.Console += (_, message) =>
        {
            if (message.Type is "error" or "warning")
                Complaints.Add(message.Text);
        };
    }

    public IPage Tab { get; }

    public List<string> Requests { get; } = [];

    public List<string> Complaints { get; } = [];

    /// <summary>The numbers of the models in the rows that exist, from the first.</summary>
    public async Task<int[]> Rows() => await Tab.EvaluateAsync<int[]>(
        "[...document.querySelectorAll('#table tr[data-model]')].map((row) => Number(row.dataset.model))");

    /// <summary>The text of a column's cells in the rows that exist.</summary>
    public async Task<string[]> Cells(string column) => await Tab.EvaluateAsync<string[]>(
        """
        (name) => {
          const at = [...document.querySelectorAll('#table thead button')].findIndex((b) => b.textContent === name);
          return [...document.querySelectorAll('#table tr[data-model]')].map((row) => row.children[at].textContent);
        }
        """,
        column);

    /// <summary>The models that a series of points or lines draws; the last coordinate is the model.</summary>
    public async Task<int[]> Drawn(string chart, string series) => await Tab.EvaluateAsync<int[]>(
        """
        ([chart, series]) => document.getElementById(chart).chart.getOption().series
          .filter((one) => one.id === series)
          .flatMap((one) => one.data.map((item) => (item.value ?? item).at(-1)))
        """,
        new[] { chart, series });

    public async Task<string> Text(string selector) => await Tab.InnerTextAsync(selector);

    /// <summary>The text of what a select has chosen.</summary>
    public async Task<string> Chosen(string select) => await Tab.EvaluateAsync<string>(
        "(id) => document.getElementById(id).selectedOptions[0].textContent", select);

    public async Task Choose(string select, string option) =>
        await Tab.SelectOptionAsync($"#{select}", new[] { option });

    public async Task Sort(string column) =>
        await Tab.ClickAsync($"#table thead button:text-is('{column}')");

    public async Task Filter(string text) => await Tab.FillAsync("#filter", text);

    /// <summary>Where a chart is in the tab, scrolled into view.</summary>
    public async Task<LocatorBoundingBoxResult> BoxOf(string chart)
    {
        await Tab.Locator($"#{chart}").ScrollIntoViewIfNeededAsync();
        return (await Tab.Locator($"#{chart}").BoundingBoxAsync())!;
    }

    /// <summary>Waits until all that the views were asked to draw can be clicked.</summary>
    public async Task AwaitDrawn() => await Tab.WaitForSelectorAsync("body[data-drawn='true']");

    /// <summary>
    /// Points at a place as a hand does, and clicks when the views have drawn what the pointer is at.
    /// </summary>
    public async Task Click((float X, float Y) place)
    {
        await Tab.Mouse.MoveAsync(place.X, place.Y);
        await Tab.EvaluateAsync("new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))");
        await AwaitDrawn();
        await Tab.Mouse.ClickAsync(place.X, place.Y);
    }

    /// <summary>Where a model's point is in the tab, when it is drawn.</summary>
    public async Task<(float X, float Y)> PlaceOf(string chart, int model)
    {
        await AwaitDrawn();
        var box = await BoxOf(chart);
        var point = await Tab.EvaluateAsync<double[]>(
            """
            ([id, model]) => document.getElementById(id).chart.getOption().series.flatMap((one) => one.data)
              .map((item) => item.value ?? item).find((value) => value?.length === 3 && value[2] === model)
            """,
            new object[] { chart, model });
        var pixel = await PixelOf(chart, point[..2]);
        return (box.X + pixel[0], box.Y + pixel[1]);
    }

    /// <summary>Where a coordinate of an axis of the parallel coordinates is in the tab.</summary>
    public async Task<(float X, float Y)> PlaceOf(string axis, double coordinate)
    {
        var box = await BoxOf("parallel-chart");
        var place = await Tab.EvaluateAsync<float[]>(
            """
            ([name, coordinate]) => {
              const host = document.getElementById('parallel-chart');
              const { parallel: [box], parallelAxis: axes } = host.chart.getOption();
              const at = axes.findIndex((axis) => axis.name.split(' ')[0] === name);
              const width = host.clientWidth - box.left - box.right;
              const height = host.clientHeight - box.top - box.bottom;
              return [
                box.left + width * at / (axes.length - 1),
                box.top + height * (axes[at].max - coordinate) / (axes[at].max - axes[at].min),
              ];
            }
            """,
            new object[] { axis, coordinate });
        return (box.X + place[0], box.Y + place[1]);
    }

    /// <summary>Drags over a chart from one point of its coordinates to another.</summary>
    public async Task Brush(string chart, double[] from, double[] to)
    {
        var box = await BoxOf(chart);
        var start = await PixelOf(chart, from);
        var end = await PixelOf(chart, to);
        await Drag((box.X + start[0], box.Y + start[1]), (box.X + end[0], box.Y + end[1]));
    }

    /// <summary>Drags the mouse and waits for the filter that follows from it.</summary>
    public async Task Drag((float X, float Y) from, (float X, float Y) to)
    {
        await Tab.Mouse.MoveAsync(from.X, from.Y);
        await Tab.Mouse.DownAsync();
        await Tab.Mouse.MoveAsync(to.X, to.Y, new() { Steps = 4 });
        await Tab.Mouse.UpAsync();
        await Tab.WaitForSelectorAsync("#limits button");
    }

    async Task<float[]> PixelOf(string chart, double[] point) => await Tab.EvaluateAsync<float[]>(
        "([id, point]) => document.getElementById(id).chart.convertToPixel('grid', point)",
        new object[] { chart, point });

    /// <summary>Fails if anything was asked of a network or the page complained.</summary>
    public void AssertQuiet()
    {
        Assert.Empty(Complaints);
        Assert.All(Requests, url => Assert.StartsWith("file:///", url, StringComparison.Ordinal));
    }

    public async ValueTask DisposeAsync() => await Tab.Context.CloseAsync();
}
