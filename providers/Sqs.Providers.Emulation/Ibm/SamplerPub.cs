using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Qasm;

namespace Sqs.Providers.Emulation.Ibm;

/// <summary>One pub of a sampler job: program, parameter values, shots.</summary>
/// <param name="Program">The program.</param>
/// <param name="Inputs">One value an input, in declaration order.</param>
/// <param name="Shots">Number of shots.</param>
internal sealed record SamplerPub(CircuitProgram Program, double[] Inputs, int Shots)
{
    /// <summary>Reads a pub as the service does: what is wrong with its form is a problem at once, what is wrong with its program later.</summary>
    public static (SamplerPub? Pub, string? Refusal) Read(JArray pub, IbmEmulatorDevice device)
    {
        (CircuitProgram? program, DiagnosticBag diagnostics) = QasmCompiler.Compile((string)pub[0]!, "pub.qasm");
        if (program is null)
            return (null, $"the circuit cannot be loaded: {diagnostics.First(d => d.IsError)}");
        Diagnostic? problem = device.Target.Capabilities().SelectMany(c => c.Violations(program)).FirstOrDefault(d => d.IsError);
        if (problem is not null)
            return (null, $"the circuit does not fit {device.Name}: {problem}");
        if (!program.QubitRegisters.All(r => r.IsPhysical))
            return (null, "the circuit must use physical qubits $n");
        var inputs = new double[program.Inputs.Count];
        for (int i = 0; i < inputs.Length; i++)
        {
            if (pub[1] is not JObject values || values[program.Inputs[i].Name] is not { Type: JTokenType.Float or JTokenType.Integer } value)
                return (null, $"the parameter '{program.Inputs[i].Name}' has no value");
            inputs[i] = (double)value;
        }

        return (new SamplerPub(program, inputs, (int)pub[2]!), null);
    }
}
