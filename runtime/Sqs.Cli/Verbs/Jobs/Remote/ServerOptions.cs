using System.CommandLine;
using System.CommandLine.Parsing;
using Sqs.Cli.Terminal;
using Sqs.Client;
using Sqs.Compiler.Diagnostics;
using Sqs.Providers.Credentials;

namespace Sqs.Cli.Verbs.Jobs.Remote;

/// <summary>The option of verbs that can work on a job service instead of the jobs of this machine.</summary>
internal sealed class ServerOptions
{
    /// <summary>The environment variable that names the service.</summary>
    public const string AddressVariable = "SQS_SERVER";

    /// <summary>The environment variable that holds the key.</summary>
    public const string KeyVariable = "SQS_SERVER_KEY";

    private readonly Option<Uri?> _server = new("--server")
    {
        Description = $"Address of a job service to use instead of the jobs of this machine; the variable {AddressVariable}. Its key is in the variable {KeyVariable} or in --server-key-file.",
        CustomParser = Parse,
    };

    private readonly Option<string?> _keyFile = new("--server-key-file") { Description = "File that holds the key of the job service and that nobody else can read." };

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="command">The verb.</param>
    public void AddTo(Command command)
    {
        command.Add(_server);
        command.Add(_keyFile);
    }

    /// <summary>Opens the service where one is named.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="context">Where to write.</param>
    /// <returns>The jobs of the service; null where none is named.</returns>
    /// <exception cref="DiagnosticException">The address or the key cannot be used.</exception>
    public RemoteJobs? Open(ParseResult arguments, VerbContext context)
    {
        Uri? server = arguments.GetValue(_server);
        if (server is null && Environment.GetEnvironmentVariable(AddressVariable) is { Length: > 0 } named)
            server = IsAddress(named, out Uri? address) ? address : throw new DiagnosticException(CommandLineDiagnostics.BadOption.At(SourceSpan.None, AddressVariable, "it must be an http or https address"));
        return server is null ? null : new RemoteJobs(new JobServiceClient(server, Key(arguments)), context);
    }

    private string Key(ParseResult arguments)
    {
        if (arguments.GetValue(_keyFile) is { } file)
        {
            CredentialFile.RequirePrivate(file);
            return File.ReadAllText(file).Trim() is { Length: > 0 } text
                ? text
                : throw new DiagnosticException(CommandLineDiagnostics.BadOption.At(SourceSpan.None, "--server-key-file", "the file is empty; it must hold a key"));
        }

        return Environment.GetEnvironmentVariable(KeyVariable) is { Length: > 0 } key
            ? key.Trim()
            : throw new DiagnosticException(CommandLineDiagnostics.BadOption.At(SourceSpan.None, "--server", $"there is no key; put it into the variable {KeyVariable} or into a file for --server-key-file"));
    }

    private static Uri? Parse(ArgumentResult result)
    {
        if (IsAddress(result.Tokens[0].Value, out Uri? address))
            return address;
        result.AddError("--server must be an http or https address, for instance https://jobs.example.org");
        return null;
    }

    private static bool IsAddress(string text, out Uri? address) => Uri.TryCreate(text, UriKind.Absolute, out address) && address.Scheme is "http" or "https";
}
