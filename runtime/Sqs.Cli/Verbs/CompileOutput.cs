using Newtonsoft.Json.Linq;
using Sqs.Cli.Terminal;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Printing;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Forms;
using Sqs.Compiler.Targets.Profiles;
using Sqs.Compiler.Targets.Resources;
using Sqs.Runtime.Execution;

namespace Sqs.Cli.Verbs;

/// <summary>What <c>sqs compile</c> prints.</summary>
/// <param name="File">The model or program that was compiled.</param>
/// <param name="Target">The target, or null for none.</param>
/// <param name="Plan">How the network became programs, and why.</param>
/// <param name="Programs">The programs, each with what its compilation says of it.</param>
internal sealed record CompileOutput(string File, Target? Target, string Plan, IReadOnlyList<(string Name, CircuitProgram Program, CompiledProgram? Compiled)> Programs)
{
    /// <summary>Prints the programs, or writes them into a folder.</summary>
    /// <param name="emit"><c>qasm</c>, <c>ir</c> or <c>ionq</c>.</param>
    /// <param name="folder">The folder, or null to print.</param>
    /// <param name="svg">File for the picture of the placed qubits, or null for none; with several programs the name of each is put before the extension.</param>
    /// <param name="withReport">Whether to print what they cost.</param>
    /// <param name="context">Where to write.</param>
    /// <returns>The exit code.</returns>
    public int Write(string emit, string? folder, string? svg, bool withReport, VerbContext context)
    {
        // Every text is made before the first one is written: a program that cannot be printed leaves nothing half done.
        var diagnostics = new DiagnosticBag();
        string[] texts = [.. Programs.Select(p => Text(emit, p.Program, diagnostics))];
        string?[] pictures = [.. Programs.Select((_, i) => Draw(i, svg, diagnostics))];
        int code = context.Report(diagnostics);
        if (code != ExitCode.Done)
            return code;

        var circuits = new JArray();
        for (int i = 0; i < Programs.Count; i++)
        {
            JObject circuit = WriteOne(Programs[i].Name, Programs[i].Program, texts[i], emit, folder, context);
            if (Programs[i].Compiled is { } compiled && Target is not null)
                circuit["report"] = new ResourceReport(compiled, Target).ToJson();
            if (pictures[i] is { } picture)
            {
                string path = PathOf(svg!, i);
                TextFile.Write(path, picture);
                circuit["svg"] = path;
            }

            circuits.Add(circuit);
        }

        if (context.IsJson)
            context.WriteJson(new JObject { ["target"] = Target?.Name, ["plan"] = Plan, ["circuits"] = circuits });
        else if (withReport)
            WriteReport(context);
        return ExitCode.Done;
    }

    private string Text(string emit, CircuitProgram program, DiagnosticBag diagnostics)
    {
        if (emit == "ir")
            return CircuitPrinter.Print(program);

        // Devices are held to their loader's and hardware's rules here, not after a wait in their queue.
        Target target = Target ?? TargetProfiles.Native;
        ProgramForm form = emit == "ionq" ? ProgramForm.IonQCircuit : target.Form == ProgramForm.IonQCircuit ? ProgramForm.OpenQasm : target.Form;
        (string? text, DiagnosticBag found) = ProgramText.Write(
            program,
            target with { Form = form },
            [$"{Path.GetFileName(File)}: {program.Name}{(Target is null ? string.Empty : $" for {Target.Name}")}", ProgramRun.SoftwareVersion]);
        diagnostics.AddRange(found);
        return text ?? string.Empty;
    }

    private static JObject WriteOne(string name, CircuitProgram program, string text, string emit, string? folder, VerbContext context)
    {
        var circuit = new JObject { ["name"] = name, ["qubits"] = program.QubitCount, ["bits"] = program.BitCount, ["inputs"] = program.Inputs.Count };
        if (folder is not null)
        {
            Directory.CreateDirectory(folder);
            string file = Path.Combine(folder, $"{name}.{(emit == "ionq" ? "json" : emit)}");
            TextFile.Write(file, text);
            circuit["file"] = file;
            if (!context.IsJson)
                context.Output.WriteLine($"{file}: {program.QubitCount} qubits, {program.BitCount} bits, {program.Inputs.Count} inputs");
        }
        else if (context.IsJson)
        {
            circuit["text"] = text;
        }
        else
        {
            context.Output.Write(text.EndsWith('\n') ? text : text + "\n");
        }

        return circuit;
    }

    private void WriteReport(VerbContext context)
    {
        context.Output.WriteLine($"plan {Plan}");
        foreach ((string name, _, CompiledProgram? compiled) in Programs)
        {
            if (compiled is null || Target is null)
                continue;
            context.Output.WriteLine();
            context.Output.WriteLine(name);
            context.Output.Write(new ResourceReport(compiled, Target).ToTable());
        }
    }

    private string? Draw(int index, string? svg, DiagnosticBag diagnostics)
    {
        if (svg is null)
            return null;
        if (Programs[index].Compiled?.Placement is { } placement)
            return PlacementPicture.Draw(placement, Target!);
        if (index == 0)
            diagnostics.Report(CommandLineDiagnostics.MeaninglessOption, SourceSpan.None, "--svg", Target is null ? "a compilation without a target" : $"target '{Target.Name}', which has no coupling map");
        return null;
    }

    private string PathOf(string svg, int index) =>
        Programs.Count == 1 ? svg : Path.Combine(Path.GetDirectoryName(svg) ?? string.Empty, $"{Path.GetFileNameWithoutExtension(svg)}-{Programs[index].Name}{Path.GetExtension(svg)}");
}
