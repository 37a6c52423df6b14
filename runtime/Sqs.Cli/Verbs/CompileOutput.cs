using System.Globalization;
using Newtonsoft.Json.Linq;
using Spectre.Console;
using Sqs.Cli.Terminal;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Printing;
using Sqs.Compiler.Qasm.Emission;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Ibm;
using Sqs.Compiler.Targets.IonQ;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Reports;

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
    /// <param name="withReport">Whether to print what they cost.</param>
    /// <param name="context">Where to write.</param>
    /// <returns>The exit code.</returns>
    public int Write(string emit, string? folder, bool withReport, VerbContext context)
    {
        // Every text is made before the first one is written: a program that cannot be printed leaves nothing half done.
        var diagnostics = new DiagnosticBag();
        string[] texts = [.. Programs.Select(p => Text(emit, p.Program, diagnostics))];
        int code = context.Report(diagnostics);
        if (code != ExitCode.Done)
            return code;

        var circuits = new JArray();
        for (int i = 0; i < Programs.Count; i++)
        {
            JObject circuit = WriteOne(Programs[i].Name, Programs[i].Program, texts[i], emit, folder, context);
            if (Programs[i].Compiled is { } compiled)
                circuit["resources"] = ResourceDocument.Describe(compiled);
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
        if (emit == "ionq")
        {
            (IonQCircuit? circuit, DiagnosticBag found) = IonQCircuit.Write(program, Target?.Has("gpi") == true ? IonQGateSet.Native : IonQGateSet.Qis);
            diagnostics.AddRange(found);
            return circuit is null ? string.Empty : circuit.ToInput().ToString() + "\n";
        }

        string text = QasmEmitter.Emit(program, new QasmEmitOptions
        {
            Comments = [$"{Path.GetFileName(File)}: {program.Name}{(Target is null ? string.Empty : $" for {Target.Name}")}", ProgramRun.SoftwareVersion],
        });

        // Devices that take text with physical qubits are held to their loader's and hardware's rules here, not after a wait in their queue.
        if (Target is { PhysicalQubits: true } && program.Inputs.IsEmpty)
            diagnostics.AddRange(IbmProgramValidator.Validate(text, Target));
        return text;
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
        Table table = new Table().Border(TableBorder.Simple).AddColumns("circuit", "qubits", "depth", "2q gates", "measured", "resets", "branches", "us", "error", "jobs", "QPU s", "USD");
        foreach ((string name, _, CompiledProgram? compiled) in Programs)
        {
            if (compiled is null)
                continue;
            string Number(double value) => value.ToString("G4", CultureInfo.InvariantCulture);
            table.AddRow(
                name,
                Number(compiled.Resources.Qubits),
                Number(compiled.Resources.Depth),
                Number(compiled.Resources.TwoQubitGates),
                Number(compiled.Resources.Measurements),
                Number(compiled.Resources.Resets),
                Number(compiled.Resources.Branches),
                Number(compiled.Resources.Duration * 1e6),
                Number(compiled.Resources.ExpectedError),
                Number(compiled.Estimate.Jobs),
                Number(compiled.Estimate.QpuSeconds),
                $"{Number(compiled.Estimate.LeastPrice)} - {Number(compiled.Estimate.MostPrice)}");
        }

        context.OutputConsole.Write(table);
    }
}
