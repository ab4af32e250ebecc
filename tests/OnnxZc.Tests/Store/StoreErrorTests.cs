using OnnxZc.Numerics;
using OnnxZc.Store;
using OnnxZc.Tests.Graphs;
using OnnxZc.Tests.Reports;

namespace OnnxZc.Tests.Store;

public sealed class StoreErrorTests : IDisposable
{
    static readonly ScoreCard Card = Stored.Card("a.onnx", Cards.Value("snip", 1));

    readonly TempFolder _folder = new();

    string File => _folder.PathOf("s.db");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void Open_TextFile_IsNoStore()
    {
        _folder.Write("s.db", [.. Enumerable.Repeat((byte)'a', 5000)]);
        AssertRefused(StoreErrorCode.NotADatabase, "is no store of scores", File);
    }

    [Fact]
    public void Open_Folder_IsNoStore() =>
        AssertRefused(StoreErrorCode.NotADatabase, "is a folder; name a file in it", _folder.Root);

    [Fact]
    public void Open_NoFolder_SaysWhichToMake() =>
        AssertRefused(StoreErrorCode.FolderMissing, "there is no folder", _folder.PathOf("none/s.db"));

    [Fact]
    public void Open_NewStoreBySeveralAtOnce_IsAStoreToAll()
    {
        for (var round = 0; round < 100; round++)
        {
            var path = _folder.PathOf($"{round}.db");
            using var start = new Barrier(4);
            Parallel.For(0, 4, new() { MaxDegreeOfParallelism = 4 }, _ =>
            {
                start.SignalAndWait(TimeSpan.FromSeconds(2));
                ScoreStore.Open(path).Dispose();
            });
        }
    }

    [Fact]
    public void Open_DatabaseOfAnotherProgram_IsRefusedAndLeftAsItIs()
    {
        Sqlite.Value(File, "CREATE TABLE mine (x)");
        var bytes = System.IO.File.ReadAllBytes(File);
        AssertRefused(StoreErrorCode.ForeignDatabase, "is a database of another program", File);
        Assert.Equal(bytes, System.IO.File.ReadAllBytes(File));
        Sqlite.Value(File, "DROP TABLE mine; PRAGMA application_id = 7");
        AssertRefused(StoreErrorCode.ForeignDatabase, "is a database of another program", File);
    }

    [Fact]
    public void Open_StoreOfANewerProgram_SaysBothVersions()
    {
        ScoreStore.Open(File).Dispose();
        Sqlite.Value(File, "PRAGMA user_version = 99");
        AssertRefused(StoreErrorCode.NewerVersion, $"version 99 and this onnxzc knows version {Schema.Version}", File);
    }

    [Fact]
    public void Open_PlaceWhereNobodyMayWrite_IsNoPermission()
    {
        if (OperatingSystem.IsLinux())
            AssertRefused(StoreErrorCode.NoPermission, "cannot be opened", "/proc/onnxzc.db");
    }

    [Fact]
    public void Open_ReadOnlyFile_IsNoPermission()
    {
        ScoreStore.Open(File).Dispose();
        if (OperatingSystem.IsWindows() || Environment.IsPrivilegedProcess)
            return;
        System.IO.File.SetUnixFileMode(File, UnixFileMode.UserRead);
        AssertRefused(StoreErrorCode.NoPermission, "may not be written to", File);
    }

    [Fact]
    public void Open_FileSystemWithoutSharedMemory_SaysSo()
    {
        if (OperatingSystem.IsWindows())
            return;
        var place = new StorePlace { FileSystem = "unix-dotfile" };
        var error = Assert.Throws<StoreException>(() => ScoreStore.Open(File, place));
        Assert.Equal(StoreErrorCode.NoWriteAheadLog, error.Code);
    }

    [Fact]
    public void Open_NameWithSpecialLetters_IsThatFile()
    {
        foreach (var name in new[] { "a b?c#d%20;e='f'.db", "file:x.db", ":memory:", "ü.db" })
        {
            using (var store = ScoreStore.Open(_folder.PathOf(name)))
                store.Write(Card);
            using var database = Database.Open(_folder.PathOf(name), StorePlace.ToRead);
            Assert.Equal(1, StoreSurvey.Of(database, _folder.PathOf(name)).Models);
        }
    }

    [Fact]
    public void Write_HeldByAnotherForTooLong_IsLockedAndReadingGoesOn()
    {
        using var store = ScoreStore.Open(File, new StorePlace { Patience = TimeSpan.FromMilliseconds(200) });
        store.Write(Card);
        using var other = new Sqlite(File);
        other.Value("BEGIN IMMEDIATE");
        var error = Assert.Throws<StoreException>(() => store.Write(Stored.Card("b.onnx")));
        Assert.Equal(StoreErrorCode.Locked, error.Code);
        Assert.Contains("for more than 0.2 seconds", error.Message, StringComparison.Ordinal);
        Assert.NotNull(store.Find(Card, "snip"));
        other.Value("COMMIT");
        store.Write(Stored.Card("b.onnx"));
    }

    [Fact]
    public async Task Write_HeldByAnotherForAWhile_Waits()
    {
        using var store = ScoreStore.Open(File);
        using var other = new Sqlite(File);
        other.Value("BEGIN IMMEDIATE");
        var writing = Task.Run(() => store.Write(Card));
        await Task.Delay(100);
        Assert.False(writing.IsCompleted);
        other.Value("COMMIT");
        await writing;
        Assert.NotNull(store.Find(Card, "snip"));
    }

    [Fact]
    public void Write_NoPageLeft_IsDiskFullAndNothingOfTheCardIsThere()
    {
        using var database = Database.Open(File, new());
        var writer = new CardWriter(database);
        database.Sql("PRAGMA max_page_count = 40").Run();
        var i = 0;
        var error = Assert.Throws<StoreException>(() =>
        {
            for (; i < 10_000; i++)
                Write();
        });
        Assert.Equal(StoreErrorCode.DiskFull, error.Code);
        database.Sql("PRAGMA max_page_count = 4000").Run();
        Assert.Equal(i, database.Sql("SELECT count(*) FROM models").Number());
        Assert.Equal(3L * i, database.Sql("SELECT count(*) FROM scores").Number());
        Write();
        Assert.Equal(3L * (i + 1), database.Sql("SELECT count(*) FROM scores").Number());

        void Write() =>
            database.Transact(() => writer.Write(StoreWriter.Card("a", i), Stored.Settings, true, true, 0));
    }

    [Fact]
    public void Store_Damaged_IsAnErrorOfTheStoreOrStillTrue()
    {
        Fill();
        var whole = System.IO.File.ReadAllBytes(File);
        var draws = new RandomStream("damage");
        var refused = 0;
        for (var round = 0; round < 60; round++)
        {
            var (at, length) = ((int)draws.Below(2 * round, whole.Length), (int)draws.Below((2 * round) + 1, 6000));
            var bytes = whole.ToArray();
            foreach (ref var value in bytes.AsSpan(at, Math.Min(length, bytes.Length - at)))
                value ^= 0xA5;
            System.IO.File.WriteAllBytes(File, round % 5 == 0 ? bytes[..at] : bytes);
            refused += Use() is StoreErrorCode.Corrupt or StoreErrorCode.NotADatabase or StoreErrorCode.ForeignDatabase
                or StoreErrorCode.NewerVersion ? 1 : 0;
            System.IO.File.Delete($"{File}-wal");
            System.IO.File.Delete($"{File}-shm");
        }

        Assert.InRange(refused, 20, 60);
    }

    [Theory]
    [InlineData("UPDATE scores SET status = 'fine', value = NULL")]
    [InlineData("UPDATE scores SET direction = 'up'")]
    [InlineData("UPDATE scores SET version = 1 << 40")]
    [InlineData("UPDATE trusts SET json = '{'")]
    [InlineData("UPDATE trusts SET json = '{}'")]
    [InlineData("ALTER TABLE scores RENAME COLUMN value TO worth")]
    [InlineData("DROP TABLE readings")]
    public void Store_ContentFromAStranger_IsDamaged(string change)
    {
        Fill();
        Sqlite.Value(File, change);
        Assert.Equal(StoreErrorCode.Corrupt, Use());
    }

    [Fact]
    public void Read_FileThatIsWrittenToMeanwhile_IsLocked()
    {
        Fill();
        using var database = Database.Open(File, StorePlace.ToRead);
        var error = Assert.Throws<StoreException>(() => database.Read(() =>
        {
            Fill("b");
            return 0;
        }));
        Assert.Equal(StoreErrorCode.Locked, error.Code);
    }

    [Fact]
    public void Read_FileAtRestOrInUse_LeavesNothingBehindAndSeesAll()
    {
        Fill();
        Assert.Equal(20, Models());
        Assert.Equal([File], Directory.GetFiles(_folder.Root));
        using var store = ScoreStore.Open(File);
        store.Write(Card);
        Assert.Equal(21, Models());

        long Models()
        {
            using var database = Database.Open(File, StorePlace.ToRead);
            return StoreSurvey.Of(database, File).Models;
        }
    }

    [Fact]
    public void Read_NoFileOrAnEmptyOne_IsRefusedAndStaysSo()
    {
        AssertUnread(StoreErrorCode.FileMissing);
        Assert.False(System.IO.File.Exists(File));
        _folder.Write("s.db", []);
        AssertUnread(StoreErrorCode.OlderVersion);
        Assert.Empty(System.IO.File.ReadAllBytes(File));
        ScoreStore.Open(File).Dispose();

        void AssertUnread(StoreErrorCode code) => Assert.Equal(
            code, Assert.Throws<StoreException>(() => Database.Open(File, StorePlace.ToRead)).Code);
    }

    void Fill(string prefix = "a")
    {
        using var store = ScoreStore.Open(File);
        for (var i = 0; i < 20; i++)
            store.Write(StoreWriter.Card(prefix, i));
    }

    // Whatever the bytes are, nothing but an error of the store may come of them.
    StoreErrorCode? Use()
    {
        try
        {
            using var store = ScoreStore.Open(File);
            _ = store.Cards().Count();
            _ = store.Find(StoreWriter.Card("a", 3), "snip");
            store.Write(StoreWriter.Card("b", 7));
            return null;
        }
        catch (StoreException error)
        {
            Assert.StartsWith($"store '{File}' ", error.Message, StringComparison.Ordinal);
            return error.Code;
        }
    }

    static void AssertRefused(StoreErrorCode code, string message, string path)
    {
        var error = Assert.Throws<StoreException>(() => ScoreStore.Open(path));
        Assert.Equal(code, error.Code);
        Assert.StartsWith($"store '{path}' ", error.Message, StringComparison.Ordinal);
        Assert.Contains(message, error.Message, StringComparison.Ordinal);
    }
}
