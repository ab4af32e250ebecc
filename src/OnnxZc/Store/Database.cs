using System.Text.Json;
using Microsoft.Data.Sqlite;

namespace OnnxZc.Store;

/// <summary>A connection to a store: opens and checks it, and turns what SQLite reports into errors of ours.</summary>
/// <remarks>
/// With a write-ahead log and <c>synchronous = NORMAL</c>, a transaction that returned survives the end of any
/// process, <c>kill -9</c> included, and costs no wait for the disk. A crash of the system or a loss of power may take
/// the transactions since the last checkpoint, never the store: these scores are computed again, which is cheaper
/// than waiting for the disk after each.
/// </remarks>
sealed class Database : IDisposable
{
    readonly Dictionary<string, Statement> _statements = new(StringComparer.Ordinal);
    readonly SqliteConnection _connection;

    static Database() => SQLitePCL.Batteries_V2.Init();

    readonly StoreState? _state;

    Database(string path, StorePlace place)
    {
        Errors = new(path, place.Patience);
        _state = place.IsReadOnly ? StoreState.Of(path) : null;
        _connection = new(place.Source(path, _state is { IsAtRest: true }).ConnectionString);
    }

    /// <summary>Puts what goes wrong into sentences.</summary>
    public StoreErrors Errors { get; }

    /// <summary>Opens a store for reading and writing; makes or migrates it where that is needed.</summary>
    /// <exception cref="StoreException">It cannot be opened.</exception>
    public static Database Open(string path, StorePlace place)
    {
        var database = new Database(path, place);
        try
        {
            if (database.Errors.OfPlace(place.MustExist) is { } misplaced)
                throw misplaced;
            database.Guard(() =>
            {
                database._connection.Open();
                database.Prepare(place);
            });
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>The statement of this text, compiled at its first use.</summary>
    public Statement Sql(string text)
    {
        if (!_statements.TryGetValue(text, out var statement))
            _statements[text] = statement = new(_connection, text);
        return statement;
    }

    /// <summary>Runs <paramref name="action"/> as one transaction that nobody else writes during.</summary>
    public void Transact(Action action) => Guard(() => Transact("BEGIN IMMEDIATE", action));

    /// <summary>Runs <paramref name="action"/> and takes back all that it did.</summary>
    public void Rehearse(Action action) => Guard(() =>
    {
        Sql("BEGIN IMMEDIATE").Run();
        try
        {
            action();
        }
        finally
        {
            Sql("ROLLBACK").Run();
        }
    });

    /// <summary>What <paramref name="read"/> finds in one state of the store, whatever others write.</summary>
    public T Read<T>(Func<T> read)
    {
        T result = default!;
        Guard(() => Transact("BEGIN", () => result = read()));
        if (_state is { IsAtRest: true } && _state != StoreState.Of(_state.Path))
        {
            throw Errors.New(
                StoreErrorCode.Locked, "was written to while it was read; run again when the writer has ended");
        }

        return result;
    }

    /// <summary>Runs <paramref name="action"/>; what SQLite reports becomes an error of ours.</summary>
    public void Guard(Action action)
    {
        try
        {
            action();
        }
        catch (SqliteException error) when (Errors.Of(error) is { } known)
        {
            throw known;
        }
        catch (Exception error) when (IsOfContent(error))
        {
            throw Errors.Damaged(error);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (var statement in _statements.Values)
            statement.Dispose();
        _connection.Dispose();
    }

    // A store from a stranger may hold anything in any column.
    static bool IsOfContent(Exception error) => error is InvalidCastException or FormatException or JsonException
        or OverflowException or (InvalidOperationException and not ObjectDisposedException);

    void Prepare(StorePlace place)
    {
        _connection.DefaultTimeout = Math.Max(1, (int)place.Patience.TotalSeconds);
        Sql($"PRAGMA busy_timeout = {(long)place.Patience.TotalMilliseconds}").Run();
        Sql("PRAGMA trusted_schema = OFF").Run();
        // In one state of the file: another process may be making the store at this moment.
        Transact("BEGIN", () => Schema.Check(this, place.IsReadOnly));
        if (place.IsReadOnly)
            return;
        if (Sql("PRAGMA journal_mode = WAL").Value() is not "wal")
        {
            throw Errors.New(
                StoreErrorCode.NoWriteAheadLog,
                "is on a file system without shared memory, as some of networks are; name a file on a local disk");
        }

        Sql("PRAGMA synchronous = NORMAL").Run();
        Sql("PRAGMA foreign_keys = ON").Run();
        Schema.Migrate(this, Schema.Steps);
    }

    void Transact(string begin, Action action)
    {
        Sql(begin).Run();
        try
        {
            action();
            Sql("COMMIT").Run();
        }
        catch
        {
            // SQLite has rolled back itself where the disk is full.
            if (SQLitePCL.raw.sqlite3_get_autocommit(_connection.Handle) == 0)
                Sql("ROLLBACK").Run();
            throw;
        }
    }
}
