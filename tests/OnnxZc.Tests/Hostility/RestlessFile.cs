namespace OnnxZc.Tests.Hostility;

/// <summary>A file to which something happens between the two times that a reader walks through it.</summary>
sealed class RestlessFile(string path, Action happening)
    : FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)
{
    const int BeforeParsing = 2;

    int _rewound;

    public override long Position
    {
        get => base.Position;
        set
        {
            base.Position = value;
            if (value == 0 && ++_rewound == BeforeParsing)
                happening();
        }
    }
}
