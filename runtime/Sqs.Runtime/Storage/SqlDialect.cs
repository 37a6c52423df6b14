namespace Sqs.Runtime.Storage;

/// <summary>Where the databases spell the same thing differently. Everything else is written once, in the SQL both understand.</summary>
/// <param name="Key">Type of an identifier, which is compared byte by byte.</param>
/// <param name="Integer">Type of a 64-bit integer.</param>
/// <param name="Identity">Type of a primary key that counts up by itself.</param>
/// <param name="Bytes">Type of a byte string.</param>
/// <param name="Utf8">Format of an expression that turns text {0} into its UTF-8 bytes.</param>
/// <param name="LockRow">Clause that keeps others from a row that was read, until the transaction ends.</param>
/// <param name="SkipLocked">Clause that passes over rows of others and locks the rest; {0} is the table.</param>
public sealed record SqlDialect(string Key, string Integer, string Identity, string Bytes, string Utf8, string LockRow, string SkipLocked)
{
    /// <summary>SQLite: a writing transaction has the file for itself, so no row needs a lock.</summary>
    public static SqlDialect Sqlite { get; } = new("TEXT", "INTEGER", "INTEGER PRIMARY KEY AUTOINCREMENT", "BLOB", "CAST({0} AS BLOB)", string.Empty, string.Empty);

    /// <summary>PostgreSQL.</summary>
    public static SqlDialect Postgres { get; } = new(
        "TEXT COLLATE \"C\"", "BIGINT", "BIGINT GENERATED ALWAYS AS IDENTITY PRIMARY KEY", "BYTEA", "convert_to({0}, 'UTF8')", "FOR UPDATE", "FOR UPDATE OF {0} SKIP LOCKED");

    /// <summary>Puts the dialect's words into a script.</summary>
    /// <param name="script">The script, with the names of the parameters in braces.</param>
    /// <returns>The script for this database.</returns>
    public string Spell(string script)
    {
        ArgumentNullException.ThrowIfNull(script);
        return script.Replace("{key}", Key, StringComparison.Ordinal).Replace("{integer}", Integer, StringComparison.Ordinal)
            .Replace("{identity}", Identity, StringComparison.Ordinal).Replace("{bytes}", Bytes, StringComparison.Ordinal)
            .Replace("{utf8(text)}", string.Format(System.Globalization.CultureInfo.InvariantCulture, Utf8, "text"), StringComparison.Ordinal);
    }
}
