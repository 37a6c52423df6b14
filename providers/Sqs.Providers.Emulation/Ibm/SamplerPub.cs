using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Qasm;
using Sqs.Compiler.Targets.Ibm;
using Sqs.Providers.Emulation.Jobs;

namespace Sqs.Providers.Emulation.Ibm;

/// <summary>Reads the pubs of sampler jobs: program, parameter values, shots.</summary>
internal static class SamplerPub
{
    /// <summary>
    /// Reads pubs as the service does: what is wrong with their form is a problem at once, what is wrong with a program later. A program that comes in many pubs is read
    /// once.
    /// </summary>
    public static IReadOnlyList<(Circuit? Pub, string? Refusal)> ReadAll(JArray pubs, IbmEmulatorDevice device)
    {
        var programs = new Dictionary<string, (CircuitProgram? Program, string? Refusal)>(StringComparer.Ordinal);
        var read = new List<(Circuit?, string?)>(pubs.Count);
        foreach (JToken pub in pubs)
        {
            string text = (string)pub[0]!;
            if (!programs.TryGetValue(text, out (CircuitProgram? Program, string? Refusal) known))
                programs[text] = known = Read(text, device);
            read.Add(known.Program is null ? (null, known.Refusal) : Bind(known.Program, pub));
        }

        return read;
    }

    private static (CircuitProgram? Program, string? Refusal) Read(string text, IbmEmulatorDevice device)
    {
        if (IbmProgramValidator.Validate(text, device.Target, "pub.qasm").FirstOrDefault(d => d.IsError) is { } refused)
            return (null, $"the circuit cannot be loaded, or does not run on {device.Name}: {refused}");
        (CircuitProgram? program, DiagnosticBag diagnostics) = QasmCompiler.Compile(text, "pub.qasm");
        return program is null ? (null, $"the circuit cannot be loaded: {diagnostics.First(d => d.IsError)}") : (program, null);
    }

    private static (Circuit? Pub, string? Refusal) Bind(CircuitProgram program, JToken pub)
    {
        var inputs = new double[program.Inputs.Count];
        for (int i = 0; i < inputs.Length; i++)
        {
            if (pub[1] is not JObject values || values[program.Inputs[i].Name] is not { Type: JTokenType.Float or JTokenType.Integer } value)
                return (null, $"the parameter '{program.Inputs[i].Name}' has no value");
            inputs[i] = (double)value;
        }

        return (new Circuit(program, inputs, (int)pub[2]!), null);
    }
}
