namespace OnnxZc.Reports.Checking;

/// <summary>Documents that a platform takes only up to a size.</summary>
static class SizeFit
{
    /// <summary>
    /// What <paramref name="compose"/> makes of <paramref name="most"/> items, or of half as many until it fits.
    /// </summary>
    /// <param name="compose">The document with at most so many items; with none it is small.</param>
    /// <param name="most">How many items there are, or how many are taken at most.</param>
    /// <param name="fits">Whether a document is small enough.</param>
    public static T Compose<T>(Func<int, T> compose, int most, Func<T, bool> fits)
    {
        var document = compose(most);
        while (most > 0 && !fits(document))
        {
            most /= 2;
            document = compose(most);
        }

        return document;
    }
}
