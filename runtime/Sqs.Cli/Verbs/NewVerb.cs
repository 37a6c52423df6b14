using System.CommandLine;
using Newtonsoft.Json.Linq;
using Sqs.Cli.Templates;
using Sqs.Cli.Terminal;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Files;

namespace Sqs.Cli.Verbs;

/// <summary><c>sqs new</c>: writes a model to start from.</summary>
internal sealed class NewVerb : VerbCommand
{
    private readonly Argument<string> _template = new("TEMPLATE") { Description = $"One of {string.Join(", ", ModelTemplates.Names)}." };
    private readonly Argument<string?> _folder = new("DIR") { Description = "Folder to write to; the template's name when left out.", Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _force = new("--force") { Description = "Write into a folder that has something in it; files of the same name are replaced." };

    /// <summary>Creates the verb.</summary>
    public NewVerb()
        : base("new", "Writes a commented model, a dataset specification and a README to start from.", "sqs new delayed-recall", "sqs new usps-1v7 digits")
    {
        _template.CompletionSources.Add([.. ModelTemplates.Names]);
        Add(_template);
        Add(_folder);
        Add(_force);
    }

    /// <inheritdoc/>
    public override Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        string template = arguments.GetRequiredValue(_template);
        if (!ModelTemplates.Names.Contains(template))
        {
            string clause = NameSuggestion.Clause(template, ModelTemplates.Names);
            return Task.FromResult(context.Report(CommandLineDiagnostics.UnknownTemplate.At(SourceSpan.None, template, clause, string.Join(", ", ModelTemplates.Names))));
        }

        string folder = arguments.GetValue(_folder) ?? template;
        if (Directory.Exists(folder) && Directory.EnumerateFileSystemEntries(folder).Any() && !arguments.GetValue(_force))
            return Task.FromResult(context.Report(CommandLineDiagnostics.FolderNotEmpty.At(SourceSpan.None, folder)));
        Directory.CreateDirectory(folder);
        var written = new JArray();
        foreach ((string name, byte[] content) in ModelTemplates.Files(template))
        {
            string path = Path.Combine(folder, name);
            AtomicFile.Write(path, stream => stream.Write(content));
            written.Add(path);
        }

        if (context.IsJson)
            context.WriteJson(new JObject { ["template"] = template, ["files"] = written });
        else
            context.Output.WriteLine($"wrote {string.Join(", ", written)}; {Path.Combine(folder, "README.md")} says how to go on");
        return Task.FromResult(ExitCode.Done);
    }
}
