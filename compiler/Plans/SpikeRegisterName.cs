using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Sqs.Compiler.Plans;

/// <summary>
/// The name of the register that takes the spikes of a population at a step, <c>s_POPULATION_tSTEP</c>. Its bit is neuron times channels plus channel, counted
/// from the first neuron of the program.
/// </summary>
/// <param name="Population">Name of the population.</param>
/// <param name="Step">The step, from 0.</param>
public readonly record struct SpikeRegisterName(string Population, int Step)
{
    private const string Prefix = "s_";
    private const string StepPrefix = "_t";

    /// <summary>Reads a name.</summary>
    /// <param name="register">Name of a register.</param>
    /// <param name="name">What it says.</param>
    /// <returns>Whether it is the name of a register of spikes.</returns>
    public static bool TryParse(string register, [NotNullWhen(true)] out SpikeRegisterName? name)
    {
        ArgumentNullException.ThrowIfNull(register);
        int split = register.LastIndexOf(StepPrefix, StringComparison.Ordinal);
        name = register.StartsWith(Prefix, StringComparison.Ordinal) && split > Prefix.Length
            && int.TryParse(register.AsSpan(split + StepPrefix.Length), NumberStyles.None, CultureInfo.InvariantCulture, out int step)
            ? new SpikeRegisterName(register[Prefix.Length..split], step)
            : null;
        return name is not null;
    }

    /// <summary>The name of the register.</summary>
    /// <returns>For instance <c>s_hidden_t3</c>.</returns>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Prefix}{Population}{StepPrefix}{Step}");
}
