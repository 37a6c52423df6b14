using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Qasm;
using Sqs.Compiler.Targets.Ibm;

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
        string text = (string)pub[0]!;
        if (IbmProgramValidator.Validate(text, device.Target, "pub.qasm").FirstOrDefault(d => d.IsError) is { } refused)
            return (null, $"the circuit cannot be loaded, or does not run on {device.Name}: {refused}");
        (CircuitProgram? program, DiagnosticBag diagnostics) = QasmCompiler.Compile(text, "pub.qasm");
        if (program is null)
            return (null, $"the circuit cannot be loaded: {diagnostics.First(d => d.IsError)}");
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
