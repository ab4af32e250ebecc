namespace OnnxZc.Tests.Reports.Page;

/// <summary>What is done in one view shows in all.</summary>
[Collection(ChromiumCollection.Name)]
public sealed class PageLinkTests(Chromium browser)
{
    static readonly string[] Charts = ["scatter-chart", "pareto-chart", "parallel-chart"];

    [BrowserTheory]
    [InlineData(10)]
    [InlineData(500)]
    [InlineData(15_625)]
    public async Task Pick_OfARow_IsLitInEveryView(int count)
    {
        var comparison = SyntheticComparison.Of(count);
        var model = comparison.Order.Ranked[1].Model;
        await using var page = await browser.Open(comparison, $"pick-{count}");
        await page.Tab.ClickAsync($"tr[data-model='{model}']");
        await AssertPicked(page, model);
        Assert.Contains(comparison.Cards[model].Model, await page.Text("#picked-list"), StringComparison.Ordinal);
        await page.Tab.ClickAsync("#clear-picks");
        await AssertPicked(page);
        page.AssertQuiet();
    }

    [BrowserTheory]
    [InlineData("scatter-chart", 10)]
    [InlineData("pareto-chart", 10)]
    [InlineData("scatter-chart", 500)]
    [InlineData("pareto-chart", 500)]
    [InlineData("scatter-chart", 15_625)]
    [InlineData("pareto-chart", 15_625)]
    public async Task Pick_OfAPoint_IsLitInEveryView(string chart, int count)
    {
        var comparison = SyntheticComparison.Of(count);
        // Of the many points, one that no other covers.
        var model = comparison.Pareto!.Models.First(i => comparison.Columns[6].Values[i] is not null);
        await using var page = await browser.Open(comparison, $"point-{chart}-{count}");
        if (chart == "scatter-chart")
        {
            await page.Choose("scatter-x", "params");
            await page.Choose("scatter-x-scale", "log");
            await page.Choose("scatter-y-scale", "linear");
        }

        await page.Click(await page.PlaceOf(chart, model));
        await AssertPicked(page, model);
        await page.Filter(comparison.Cards[model].Model);
        Assert.Equal("true", await page.Tab.GetAttributeAsync($"tr[data-model='{model}']", "aria-selected"));
        page.AssertQuiet();
    }

    [BrowserFact]
    public async Task Page_OfManyModels_SaysWhileItDrawsAndWhenAllIsDrawn()
    {
        await using var page = await browser.Open(SyntheticComparison.Of(15_625), "drawn");
        await page.AwaitDrawn();
        // Lines of thousands of models take many frames.
        Assert.Equal("false", await page.Tab.EvaluateAsync<string>(
            """
            () => {
              const chart = document.getElementById('parallel-chart').chart;
              chart.setOption({ series: [{ id: 'shown', lineStyle: { width: 2 } }] });
              return document.body.dataset.drawn;
            }
            """));
        await page.AwaitDrawn();
        page.AssertQuiet();
    }

    [BrowserFact]
    public async Task Pick_OfALine_IsLitInEveryView()
    {
        await using var page = await browser.Open(SyntheticComparison.Of(1), "line");
        // The only model: its line is level, half-way between the ends of every axis' values.
        var (x, y) = await page.PlaceOf("flops", 0.5);
        await page.Tab.Mouse.ClickAsync(x + 50, y);
        await AssertPicked(page, 0);
    }

    [BrowserFact]
    public async Task Pointer_OverARow_RingsThePointAndOverThePointTheRow()
    {
        var comparison = SyntheticComparison.Of(10);
        var model = comparison.Order.Ranked[0].Model;
        await using var page = await browser.Open(comparison, "hover");
        await page.Tab.HoverAsync($"tr[data-model='{model}']");
        await page.Tab.WaitForTimeoutAsync(100);
        Assert.Equal([model], await page.Drawn("scatter-chart", "pointed"));
        Assert.Equal([model], await page.Drawn("parallel-chart", "pointed"));
        var (x, y) = await page.PlaceOf("pareto-chart", comparison.Pareto!.Models[0]);
        await page.Tab.Mouse.MoveAsync(x, y);
        Assert.Equal(1, await page.Tab.Locator($"tr.pointed[data-model='{comparison.Pareto.Models[0]}']").CountAsync());
    }

    [BrowserTheory]
    [InlineData(10)]
    [InlineData(500)]
    [InlineData(15_625)]
    public async Task Brush_OverTheScatter_LeavesWhatItCovers(int count)
    {
        var comparison = SyntheticComparison.Of(count);
        var nwot = comparison.Columns[6].Values;
        var truth = comparison.Evaluation!.Truth.Values;
        await using var page = await browser.Open(comparison, $"brush-{count}");
        await page.Choose("scatter-x-scale", "linear");
        await page.Choose("scatter-y-scale", "linear");
        await page.Brush("scatter-chart", [570, 92], [625, 94]);
        var expected = Enumerable.Range(0, count)
            .Where(i => nwot[i] is > 570 and < 625 && truth[i] is > 92 and < 94).ToArray();
        await AssertAbout(expected, count, page);
        Assert.Equal("Area of the scatter ×", await page.Text("#limits"));
        await page.Tab.ClickAsync("#limits button");
        Assert.Equal(count == 1 ? "1 model" : $"{count:N0} models", await page.Text("#shown-count"));
        page.AssertQuiet();
    }

    [BrowserTheory]
    [InlineData(10)]
    [InlineData(500)]
    [InlineData(15_625)]
    public async Task Brush_OverNoneOfAnAxis_LeavesTheModelsWithoutAValue(int count)
    {
        await using var page = await browser.Open(SyntheticComparison.Of(count), $"none-{count}");
        await page.Drag(await page.PlaceOf("nwot", -0.08), await page.PlaceOf("nwot", -0.165));
        var missing = Enumerable.Range(0, count)
            .Where(i => SyntheticComparison.IsFailed(i) || SyntheticComparison.LacksReLU(i)).ToArray();
        Assert.Equal($"{missing.Length:N0} of {count:N0} models", await page.Text("#shown-count"));
        Assert.All(await page.Rows(), model => Assert.Contains(model, missing));
        await page.Tab.ClickAsync("#limits button");
        Assert.Equal($"{count:N0} models", await page.Text("#shown-count"));
        page.AssertQuiet();
    }

    [BrowserFact]
    public async Task Brushes_OfTwoViews_NarrowTogetherWithTheFilter()
    {
        var comparison = SyntheticComparison.Of(500);
        await using var page = await browser.Open(comparison, "together");
        await page.Filter("vgg");
        await page.Choose("scatter-x-scale", "linear");
        await page.Choose("scatter-y-scale", "linear");
        await page.Brush("scatter-chart", [570, 92], [625, 94]);
        Assert.All(await page.Rows(), model => Assert.Equal(1, model % 4));
        Assert.All(await page.Rows(), model => Assert.InRange(comparison.Columns[6].Values[model]!.Value, 569, 626));
        Assert.Equal(
            (await page.Drawn("scatter-chart", "shown")).Order(),
            (await page.Drawn("parallel-chart", "shown")).Order());
    }

    [BrowserFact]
    public async Task Cell_OfTheRedundancy_PutsItsPairIntoTheScatter()
    {
        await using var page = await browser.Open(SyntheticComparison.Of(10), "pair");
        await page.Tab.ClickAsync("#redundancy-table button[title^='zen and snip']");
        Assert.Equal("snip", await page.Chosen("scatter-x"));
        Assert.Equal("zen", await page.Chosen("scatter-y"));
        page.AssertQuiet();
    }

    static async Task AssertPicked(OpenPage page, params int[] models)
    {
        foreach (var chart in Charts)
            Assert.Equal(models, await page.Drawn(chart, "picked"));
    }

    // The mouse moves by whole pixels, so that a model at the very edge may go either way.
    static async Task AssertAbout(int[] expected, int count, OpenPage page)
    {
        var shown = await page.Drawn("scatter-chart", "shown");
        Assert.NotEmpty(shown);
        Assert.InRange(shown.Except(expected).Concat(expected.Except(shown)).Count(), 0, count / 50);
        Assert.Equal($"{shown.Length:N0} of {count:N0} models", await page.Text("#shown-count"));
    }
}
