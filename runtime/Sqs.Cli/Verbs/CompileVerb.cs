using System.CommandLine;
using System.Text;
using Newtonsoft.Json.Linq;
using Sqs.Cli.Terminal;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Files;
using Sqs.Compiler.Graph;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Ir.Printing;
using Sqs.Compiler.Plans;
using Sqs.Compiler.Qasm.Emission;
using Sqs.Runtime.Execution;
using Sqs.Runtime.Models;

namespace Sqs.Cli.Verbs;

/// <summary><c>sqs compile</c>: a model as OpenQASM 3 programs.</summary>
internal sealed class CompileVerb : VerbCommand
{
    private readonly Argument<string> _model = new("MODEL") { Description = "A model (.sqs.json)." };
    private readonly Option<string> _plan = new("--plan") { Description = "How the network becomes circuits: one a layer.", DefaultValueFactory = _ => "auto" };
    private readonly Option<string> _emit = new("--emit") { Description = "What to print.", DefaultValueFactory = _ => "qasm" };
    private readonly Option<string> _parameters = new("--parameters") { Description = "Angles of the neurons as numbers, or as named inputs.", DefaultValueFactory = _ => "literal" };
    private readonly Option<int?> _maximumQubits = new("--max-qubits") { Description = "Most qubits a circuit; a wider layer is spread over several." };
    private readonly Option<string?> _folder = new("--output", "-o") { Description = "Folder for one file a circuit; printed when left out." };

    /// <summary>Creates the verb.</summary>
    public CompileVerb()
        : base("compile", "Compiles a model to OpenQASM 3 programs.", "sqs compile model.sqs.json", "sqs compile model.sqs.json --parameters inputs -o qasm")
    {
        _plan.AcceptOnlyFromAmong("auto", "layered");
        _emit.AcceptOnlyFromAmong("qasm", "ir");
        _parameters.AcceptOnlyFromAmong("literal", "inputs");
        _maximumQubits.RequirePositive();
        Add(_model);
        foreach (Option option in (Option[])[_plan, _emit, _parameters, _maximumQubits, _folder])
            Add(option);
    }

    /// <inheritdoc/>
    public override Task<int> RunAsync(ParseResult arguments, VerbContext context)
    {
        var diagnostics = new DiagnosticBag();
        string path = arguments.GetRequiredValue(_model);
        NetworkGraph? graph = GraphFile.Read(path, diagnostics);
        LayeredPlan? plan = null;
        if (graph is not null)
        {
            (plan, DiagnosticBag found) = LayeredPlan.Create(graph, new LayeredPlanOptions
            {
                Parameters = arguments.GetValue(_parameters) == "inputs" ? ParameterBinding.Inputs : ParameterBinding.Literal,
                MaximumQubits = arguments.GetValue(_maximumQubits) ?? int.MaxValue,
            });
            diagnostics.AddRange(found);
        }

        int code = context.Report(diagnostics);
        if (plan is not null)
            Write(path, plan, arguments, context);
        return Task.FromResult(code);
    }

    private void Write(string path, LayeredPlan plan, ParseResult arguments, VerbContext context)
    {
        string emit = arguments.GetRequiredValue(_emit);
        string? folder = arguments.GetValue(_folder);
        var circuits = new JArray();
        foreach ((string name, CircuitProgram program) in Circuits(plan))
        {
            string text = emit == "ir"
                ? CircuitPrinter.Print(program)
                : QasmEmitter.Emit(program, new QasmEmitOptions { Comments = [$"{Path.GetFileName(path)}: {program.Name}", ProgramRun.SoftwareVersion] });
            var circuit = new JObject { ["name"] = name, ["qubits"] = program.QubitCount, ["bits"] = program.BitCount, ["inputs"] = program.Inputs.Count };
            if (folder is not null)
            {
                Directory.CreateDirectory(folder);
                string file = Path.Combine(folder, $"{name}.{emit}");
                AtomicFile.Write(file, stream => stream.Write(Encoding.UTF8.GetBytes(text)));
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
                context.Output.Write(text);
            }

            circuits.Add(circuit);
        }

        if (context.IsJson)
            context.WriteJson(new JObject { ["plan"] = "layered", ["circuits"] = circuits });
    }

    private static IEnumerable<(string Name, CircuitProgram Program)> Circuits(LayeredPlan plan)
    {
        for (int layer = 0; layer < plan.Layers.Count; layer++)
        {
            PlanLayer at = plan.Layers[layer];
            for (int circuit = 0; circuit < at.Circuits.Count; circuit++)
            {
                string part = at.Circuits.Count == 1 ? string.Empty : $"-{circuit}";
                yield return ($"{layer}-{string.Join('+', at.Populations)}{part}", at.Circuits[circuit].Program);
            }
        }
    }
}
