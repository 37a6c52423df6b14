using System.CommandLine;
using Newtonsoft.Json.Linq;
using Sqs.Cli.Terminal;
using Sqs.Cli.Verbs.Jobs;
using Sqs.Runtime.Access;
using Sqs.Runtime.Jobs;

namespace Sqs.Cli.Verbs.Service;

/// <summary><c>sqs keys create</c>: makes a key and shows it once.</summary>
internal sealed class KeysCreateVerb : VerbCommand
{
    private readonly JobStoreOptions _store = new();
    private readonly Option<string> _project = new("--project") { Description = "The project it opens; * for the whole installation.", DefaultValueFactory = _ => JobRecord.DefaultProject };
    private readonly Option<string> _user = new("--user") { Description = "Who holds it.", DefaultValueFactory = _ => Environment.UserName };
    private readonly Option<string[]> _scopes = new("--scope") { Description = "What it allows: read, submit, admin; may be repeated.", DefaultValueFactory = _ => ["read", "submit"] };

    /// <summary>Creates the verb.</summary>
    public KeysCreateVerb()
        : base("create", "Makes a key of the job service. Its text is shown once and is not kept.", "sqs keys create --user ann", "sqs keys create --project '*' --scope admin --scope read")
    {
        _scopes.AcceptOnlyFromAmong("read", "submit", "admin");
        foreach (Option<string> name in (Option<string>[])[_project, _user])
        {
            name.Validators.Add(result =>
            {
                if (result.Tokens.Count == 1 && !IsName(result.Tokens[0].Value) && !(name == _project && result.Tokens[0].Value == "*"))
                    result.AddError($"{name.Name} must be 1 to 100 letters, digits and '-', '_', '.', '@'");
            });
        }

        _store.AddTo(this);
        foreach (Option option in (Option[])[_project, _user, _scopes])
            Add(option);
    }

    /// <inheritdoc/>
    public override async Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        ApiKeyStore keys = await KeysCommand.OpenAsync(_store.Location(arguments), context.Cancellation).ConfigureAwait(false);
        AccessScopes scopes = arguments.GetRequiredValue(_scopes).Aggregate(AccessScopes.None, (all, name) => all | Enum.Parse<AccessScopes>(name, ignoreCase: true));
        (ApiKey key, string text) = await keys.CreateAsync(arguments.GetRequiredValue(_project), arguments.GetRequiredValue(_user), scopes, context.Cancellation).ConfigureAwait(false);
        if (context.IsJson)
            context.WriteJson(new JObject { ["key"] = key.Id, ["project"] = key.Project, ["user"] = key.User, ["text"] = text });
        else
            context.Output.WriteLine(text);
        context.Remark("keep it now: it is not shown again");
        return ExitCode.Done;
    }

    private static bool IsName(string text) => text.Length is > 0 and <= 100 && text.All(c => char.IsAsciiLetterOrDigit(c) || c is '-' or '_' or '.' or '@');
}
