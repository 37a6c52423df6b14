using Newtonsoft.Json;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Qasm;
using Sqs.Compiler.Qasm.Emission;
using Sqs.Providers.Jobs;

namespace Sqs.Runtime.Jobs;

/// <summary>
/// The circuits of a job as text, so that a later process knows what the results belong to: each program once as OpenQASM, and for each circuit its program, the values of
/// its inputs in declaration order, and its shots.
/// </summary>
internal static class JobRequestText
{
    /// <summary>Writes the circuits.</summary>
    public static string Write(JobRequest request)
    {
        var programs = new Dictionary<CircuitProgram, int>(ReferenceEqualityComparer.Instance);
        var texts = new JArray();
        var circuits = new JArray();
        foreach (CircuitRequest circuit in request.Circuits)
        {
            if (!programs.TryGetValue(circuit.Program, out int index))
            {
                programs[circuit.Program] = index = texts.Count;
                texts.Add(QasmEmitter.Emit(circuit.Program));
            }

            var values = circuit.Inputs.ToDictionary(v => v.Name, v => v.Value, StringComparer.Ordinal);
            circuits.Add(new JObject
            {
                ["program"] = index,
                ["inputs"] = new JArray(circuit.Program.Inputs.Select(i => values[i.Name])),
                ["shots"] = circuit.Shots,
            });
        }

        return new JObject { ["programs"] = texts, ["circuits"] = circuits }.ToString(Formatting.None);
    }

    /// <summary>Reads the circuits. Circuits of one program share it.</summary>
    /// <exception cref="InvalidDataException">The text is none, or a program does not compile.</exception>
    public static IReadOnlyList<CircuitRequest> Read(string text)
    {
        JObject document = JObject.Parse(text);
        CircuitProgram[] programs = [.. document["programs"]!.Select(p => Program((string)p!))];
        return
        [
            .. document["circuits"]!.Select(c =>
            {
                CircuitProgram program = programs[(int)c["program"]!];
                return new CircuitRequest(program, (int)c["shots"]!) { Inputs = [.. program.Inputs.Zip(c["inputs"]!, (input, value) => new InputValue(input.Name, (double)value))] };
            }),
        ];
    }

    private static CircuitProgram Program(string text)
    {
        (CircuitProgram? program, DiagnosticBag diagnostics) = QasmCompiler.Compile(text, "job.qasm");
        return program ?? throw new InvalidDataException($"A stored program does not compile: {diagnostics.First(d => d.IsError)}");
    }
}
