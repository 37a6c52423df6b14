using System.Collections.Frozen;
using System.Text.RegularExpressions;
using Sqs.Compiler.Ir;

namespace Sqs.Providers.Ibm.Jobs;

/// <summary>
/// Names of bit registers that come back unchanged as keys of the results: the service's loader rewrites names that do not begin with a
/// small letter, and names with a meaning of their own break the reading of results. A loose bit is not reported, so it becomes a register.
/// </summary>
internal static partial class IbmRegisterNames
{
    // Keywords of Python, in which the service keeps registers as attributes, and names its result types use themselves.
    private static readonly FrozenSet<string> Taken = new[]
    {
        "and", "as", "assert", "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for", "from",
        "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise", "return", "try", "while", "with", "yield",
        "output", "input", "data", "shape", "ndim", "size", "keys", "values", "items",
    }.ToFrozenSet(StringComparer.Ordinal);

    public static CircuitProgram Rename(CircuitProgram program)
    {
        var used = program.BitRegisters.Select(r => r.Name)
            .Concat(program.QubitRegisters.Select(r => r.Name))
            .Concat(program.Inputs.Select(i => i.Name))
            .Concat(program.Gates.Select(g => g.Name))
            .ToHashSet(StringComparer.Ordinal);
        var registers = new BitRegister[program.BitRegisters.Count];
        for (int i = 0; i < registers.Length; i++)
        {
            BitRegister register = program.BitRegisters[i];
            string name = register.Name;
            for (int n = i; !Plain().IsMatch(name) || Taken.Contains(name) || (name != register.Name && used.Contains(name)); n++)
                name = $"reg{n}";
            used.Add(name);
            registers[i] = register with { Name = name, IsScalar = false };
        }

        return program with { BitRegisters = [.. registers] };
    }

    [GeneratedRegex("^[a-z][A-Za-z0-9_]*$", RegexOptions.CultureInvariant)]
    private static partial Regex Plain();
}
