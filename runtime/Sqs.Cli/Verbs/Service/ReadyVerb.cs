using System.CommandLine;
using Newtonsoft.Json.Linq;
using Sqs.Cli.Terminal;

namespace Sqs.Cli.Verbs.Service;

/// <summary><c>sqs ready</c>: whether a job service is ready, for health checks.</summary>
internal sealed class ReadyVerb : VerbCommand
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Argument<string> _address = new("ADDRESS") { Description = "Address of the service.", DefaultValueFactory = _ => "http://127.0.0.1:8080" };

    /// <summary>Creates the verb.</summary>
    public ReadyVerb()
        : base("ready", "Tells whether a job service is ready: it answers, its workers run and its store is there. Exit code 3 where it is not.", "sqs ready http://127.0.0.1:8080")
    {
        _address.Validators.Add(result =>
        {
            if (result.Tokens.Count == 1 && !(Uri.TryCreate(result.Tokens[0].Value, UriKind.Absolute, out Uri? address) && address.Scheme is "http" or "https"))
                result.AddError("ADDRESS must be an http or https address");
        });
        Add(_address);
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        using var client = new HttpClient { Timeout = Patience };
        string status = "away";
        bool isReady = false;
        try
        {
            using HttpResponseMessage answer = await client.GetAsync(new Uri(new Uri(arguments.GetRequiredValue(_address)), "/readyz"), context.Cancellation).ConfigureAwait(false);
            isReady = answer.IsSuccessStatusCode;
            status = (string?)JObject.Parse(await answer.Content.ReadAsStringAsync(context.Cancellation).ConfigureAwait(false))["status"] ?? "no job service";
        }
        catch (Exception failure) when (failure is HttpRequestException or Newtonsoft.Json.JsonException || (failure is OperationCanceledException && !context.Cancellation.IsCancellationRequested))
        {
            status = isReady ? "no job service" : failure.Message;
            isReady = false;
        }

        if (context.IsJson)
            context.WriteJson(new JObject { ["ready"] = isReady, ["status"] = status });
        else
            context.Output.WriteLine(status);
        return isReady ? ExitCode.Done : ExitCode.Provider;
    }
}
