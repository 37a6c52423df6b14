using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Sockets;

namespace Sqs.Campaign.Postgres;

/// <summary>A real PostgreSQL server of its own, in a folder that is deleted with it. Root may not run one, so root runs it as <c>postgres</c>.</summary>
public sealed class PostgresCluster : IAsyncDisposable
{
    private const string User = "sqs";

    private readonly string _folder;
    private readonly int _port;
    private int _databases;

    private PostgresCluster(string folder, int port)
    {
        _folder = folder;
        _port = port;
    }

    /// <summary>Whether this machine has the server.</summary>
    public static bool IsInstalled => Find("initdb") is not null && Find("pg_ctl") is not null;

    /// <summary>Makes and starts a server.</summary>
    public static async Task<PostgresCluster> StartAsync(CancellationToken cancellationToken)
    {
        string folder = Directory.CreateTempSubdirectory("sqs-postgres").FullName;
        if (Environment.UserName == "root")
            await RunAsync("chown", ["postgres", folder], cancellationToken);
        var cluster = new PostgresCluster(folder, FreePort());
        await RunServerAsync("initdb", ["-D", cluster.Data, "-A", "trust", "-U", User, "-E", "UTF8", "--no-locale", "--no-sync"], cancellationToken);
        await cluster.BeginAsync(cancellationToken);
        return cluster;
    }

    /// <summary>A new, empty database.</summary>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync(CancellationToken cancellationToken)
    {
        string name = string.Create(CultureInfo.InvariantCulture, $"test{Interlocked.Increment(ref _databases)}");
        await RunAsync("psql", ["-h", "127.0.0.1", "-p", Port, "-U", User, "-d", "postgres", "-q", "-c", $"CREATE DATABASE {name}"], cancellationToken);
        return string.Create(CultureInfo.InvariantCulture, $"Host=127.0.0.1;Port={_port};Username={User};Database={name};Timeout=5;Maximum Pool Size=40");
    }

    /// <summary>Kills the server and all its processes at once, as a power cut would.</summary>
    public Task KillAsync(CancellationToken cancellationToken) => RunServerAsync("pg_ctl", ["stop", "-D", Data, "-m", "immediate", "-w"], cancellationToken);

    /// <summary>Starts the server.</summary>
    public Task BeginAsync(CancellationToken cancellationToken) => RunServerAsync(
        "pg_ctl",
        ["start", "-D", Data, "-w", "-t", "120", "-l", Path.Combine(_folder, "log"), "-o", $"-p {Port} -k {_folder} -c listen_addresses=127.0.0.1 -c max_connections=200"],
        cancellationToken);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await KillAsync(CancellationToken.None);
        }
        catch (InvalidOperationException)
        {
            // It was stopped already.
        }

        Directory.Delete(_folder, recursive: true);
    }

    private string Data => Path.Combine(_folder, "data");

    private string Port => _port.ToString(CultureInfo.InvariantCulture);

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    // The newest of the system's versions, else what the path has.
    private static string? Find(string program) => (Directory.Exists("/usr/lib/postgresql") ? Directory.GetDirectories("/usr/lib/postgresql") : [])
        .OrderByDescending(d => int.TryParse(Path.GetFileName(d), CultureInfo.InvariantCulture, out int version) ? version : 0)
        .Select(d => Path.Combine(d, "bin", program))
        .Concat((Environment.GetEnvironmentVariable("PATH") ?? string.Empty).Split(Path.PathSeparator).Select(d => Path.Combine(d, program)))
        .FirstOrDefault(File.Exists);

    private static Task RunServerAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        string path = Find(program) ?? throw new InvalidOperationException($"There is no {program} on this machine; install PostgreSQL 15.");
        return Environment.UserName == "root"
            ? RunAsync("runuser", ["-u", "postgres", "--", path, .. arguments], cancellationToken)
            : RunAsync(path, arguments, cancellationToken);
    }

    private static async Task RunAsync(string program, string[] arguments, CancellationToken cancellationToken)
    {
        // The server keeps what it inherits open, so its output goes to a file and not to a pipe that never ends.
        string output = Path.GetTempFileName();
        try
        {
            string line = string.Join(' ', arguments.Prepend(program).Select(a => $"'{a}'"));
            using Process process = Process.Start(new ProcessStartInfo("/bin/sh") { ArgumentList = { "-c", $"exec {line} > '{output}' 2>&1 < /dev/null" }, WorkingDirectory = "/" })!;
            await process.WaitForExitAsync(cancellationToken);
            if (process.ExitCode != 0)
                throw new InvalidOperationException($"{program} ended with {process.ExitCode}: {await File.ReadAllTextAsync(output, CancellationToken.None)}");
        }
        finally
        {
            File.Delete(output);
        }
    }
}
