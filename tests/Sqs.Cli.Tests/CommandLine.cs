namespace Sqs.Cli.Tests;

/// <summary>Runs the command inside the test process and keeps what it prints.</summary>
internal sealed record CommandLine(int Code, string Output, string Error)
{
    public static async Task<CommandLine> RunAsync(params string[] arguments)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = await SqsApplication.RunAsync(arguments, output, error, CancellationToken.None).ConfigureAwait(false);
        return new CommandLine(code, output.ToString(), error.ToString());
    }
}
