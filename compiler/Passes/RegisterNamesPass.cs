using System.Text.RegularExpressions;
using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Passes;

/// <summary>
/// Gives bit registers names and sizes that a loader keeps as they are: sized registers, names of ASCII letters, digits and underscores that start with a
/// lower-case letter. Bits keep their indices.
/// </summary>
/// <param name="reserved">Names that must not be used.</param>
public sealed partial class RegisterNamesPass(IReadOnlySet<string> reserved) : CircuitPass
{
    /// <inheritdoc/>
    public override string Name => "register-names";

    /// <inheritdoc/>
    public override string Purpose => "register names that the vendor's loader keeps";

    /// <inheritdoc/>
    public override CircuitProgram Apply(CircuitProgram program, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return Rename(program, reserved);
    }

    /// <summary>Renames the bit registers; adapters do so again with programs that came another way.</summary>
    /// <param name="program">The program.</param>
    /// <param name="reserved">Names that must not be used.</param>
    /// <returns>The program, the same one where all names fit.</returns>
    public static CircuitProgram Rename(CircuitProgram program, IReadOnlySet<string> reserved)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(reserved);
        var taken = new HashSet<string>(
            program.Inputs.Select(i => i.Name).Concat(program.Gates.Select(g => g.Name)).Concat(program.QubitRegisters.Select(r => r.Name)), StringComparer.Ordinal);
        var registers = new List<BitRegister>();
        foreach (BitRegister register in program.BitRegisters)
        {
            string stem = Unfit().Replace(register.Name, "_");
            if (stem.Length == 0 || stem[0] is not (>= 'a' and <= 'z') || reserved.Contains(stem))
                stem = "r_" + stem;
            string name = stem;
            for (int i = 1; !taken.Add(name); i++)
                name = $"{stem}_{i}";
            registers.Add(register with { Name = name, IsScalar = false });
        }

        EquatableArray<BitRegister> renamed = [.. registers];
        return renamed == program.BitRegisters ? program : program with { BitRegisters = renamed };
    }

    [GeneratedRegex("[^A-Za-z0-9_]")]
    private static partial Regex Unfit();
}
