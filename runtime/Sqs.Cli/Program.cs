using Sqs.Cli.Terminal;

namespace Sqs.Cli;

/// <summary>The entry point of the <c>sqs</c> command.</summary>
internal static class Program
{
    private static async Task<int> Main(string[] arguments)
    {
        using var interruption = new Interruption();
        return await SqsApplication.RunAsync(arguments, Console.Out, Console.Error, interruption.Token).ConfigureAwait(false);
    }
}
