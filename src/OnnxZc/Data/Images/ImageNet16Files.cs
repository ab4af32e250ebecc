namespace OnnxZc.Data.Images;

/// <summary>
/// ImageNet16-120: of ImageNet at 16 by 16 (Chrabaszcz et al. 2017, https://arxiv.org/abs/1707.08819) the classes 1 to
/// 120, as 0 to 119; the others are left out.
/// </summary>
static class ImageNet16Files
{
    const int Parts = 10;
    const int AllClasses = 1000;

    /// <summary>The data set at <paramref name="path"/>: one of its pickles, or their folder.</summary>
    public static IImageSet At(string path) => new ImageFiles(
        ImageForm.ImageNet16,
        path,
        [[.. Enumerable.Range(1, Parts).Select(part => $"train_data_batch_{part}")]],
        Open);

    static ImageList Open(string path)
    {
        var form = ImageForm.ImageNet16;
        var images = PickledImages.Open(path, form.RowLength, "labels");
        var wrong = Array.FindIndex(images.Labels, label => label is < 1 or > AllClasses);
        if (wrong >= 0)
        {
            throw new DataException(
                $"image {wrong} of '{path}' has label {images.Labels[wrong]}, ImageNet's are 1 to {AllClasses}: "
                + "it is another data set, or damaged");
        }

        int[] kept = [.. Enumerable.Range(0, images.Labels.Length).Where(i => images.Labels[i] <= form.Classes)];
        return ImageList.Of(form, null, images.Rows).Keep(kept, [.. kept.Select(i => images.Labels[i] - 1)]);
    }
}
