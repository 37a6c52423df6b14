using System.Reflection;
using System.Runtime.InteropServices;
using SQLitePCL;
using Sqs.Compiler.Diagnostics;
using Sqs.Providers.Errors;

namespace Sqs.Runtime.Storage;

/// <summary>Connects the SQLite library of the operating system, so that its security fixes come with the system's.</summary>
internal static class SystemSqlite
{
    private const string Wanted = "e_sqlite3";

    private static readonly Lazy<bool> Connected = new(Connect);

    /// <summary>Connects the library once a process.</summary>
    /// <exception cref="DiagnosticException">The system has none.</exception>
    public static void Use(string store)
    {
        if (!Connected.Value)
        {
            throw new DiagnosticException(
                ProviderDiagnostics.Store.At(SourceSpan.None, store, "the system's SQLite library is missing", "install it, for instance the package libsqlite3-0"));
        }
    }

    private static bool Connect()
    {
        string[] names = OperatingSystem.IsWindows() ? ["winsqlite3"] : OperatingSystem.IsMacOS() ? ["libsqlite3.dylib"] : ["libsqlite3.so.0", "libsqlite3.so"];
        foreach (string name in names)
        {
            if (!NativeLibrary.TryLoad(name, out nint handle))
                continue;
            NativeLibrary.SetDllImportResolver(typeof(SQLite3Provider_e_sqlite3).Assembly, (string library, Assembly _, DllImportSearchPath? _) => library == Wanted ? handle : 0);
            raw.SetProvider(new SQLite3Provider_e_sqlite3());
            return true;
        }

        return false;
    }
}
