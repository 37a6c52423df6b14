using Sqs.Compiler.Ir.Expressions;

namespace Sqs.Compiler.Qasm.Semantics;

/// <summary>Constants and functions every program has.</summary>
internal static class BuiltInNames
{
    private static readonly Dictionary<string, (BuiltInFunction Function, int Arguments)> Functions = new(StringComparer.Ordinal)
    {
        ["arccos"] = (BuiltInFunction.Arccos, 1),
        ["arcsin"] = (BuiltInFunction.Arcsin, 1),
        ["arctan"] = (BuiltInFunction.Arctan, 1),
        ["acos"] = (BuiltInFunction.Arccos, 1),
        ["asin"] = (BuiltInFunction.Arcsin, 1),
        ["atan"] = (BuiltInFunction.Arctan, 1),
        ["ceiling"] = (BuiltInFunction.Ceiling, 1),
        ["cos"] = (BuiltInFunction.Cos, 1),
        ["exp"] = (BuiltInFunction.Exp, 1),
        ["floor"] = (BuiltInFunction.Floor, 1),
        ["log"] = (BuiltInFunction.Log, 1),
        ["ln"] = (BuiltInFunction.Log, 1),
        ["mod"] = (BuiltInFunction.Mod, 2),
        ["popcount"] = (BuiltInFunction.Popcount, 1),
        ["pow"] = (BuiltInFunction.Pow, 2),
        ["rotl"] = (BuiltInFunction.Rotl, 2),
        ["rotr"] = (BuiltInFunction.Rotr, 2),
        ["sin"] = (BuiltInFunction.Sin, 1),
        ["sqrt"] = (BuiltInFunction.Sqrt, 1),
        ["tan"] = (BuiltInFunction.Tan, 1),
        ["real"] = (BuiltInFunction.Real, 1),
        ["imag"] = (BuiltInFunction.Imag, 1),
    };

    /// <summary>The names of the functions.</summary>
    public static IEnumerable<string> FunctionNames => Functions.Keys;

    public static double? Constant(string name) => name switch
    {
        "pi" or "\u03c0" => Math.PI,
        "tau" or "\u03c4" => Math.Tau,
        "euler" or "\u2107" => Math.E,
        _ => null,
    };

    /// <summary>Whether a name at the top level of a program would hide a constant of its version of the language.</summary>
    public static bool IsReserved(string name, int majorVersion) => majorVersion == 2 ? name == "pi" : Constant(name) is not null;

    /// <summary>A function by name; the short inverse functions and <c>ln</c> are those of OpenQASM 2.</summary>
    public static (BuiltInFunction Function, int Arguments)? Function(string name, int majorVersion)
    {
        if (majorVersion != 2 && name is "acos" or "asin" or "atan" or "ln")
            return null;
        return Functions.TryGetValue(name, out (BuiltInFunction Function, int Arguments) found) ? found : null;
    }
}
