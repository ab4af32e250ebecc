namespace OnnxZc.Data.Images;

/// <summary>An image data set in files.</summary>
interface IImageSet
{
    /// <summary>What data set it is.</summary>
    ImageForm Form { get; }

    /// <summary>The files or the folder, for messages.</summary>
    string What { get; }

    /// <summary>A hash of the content.</summary>
    /// <exception cref="DataException">A file cannot be read.</exception>
    string Hash();

    /// <summary>The images and their labels; pixels are read when they are asked for.</summary>
    /// <exception cref="DataException">A file cannot be read or is broken.</exception>
    ImageList Open();
}
