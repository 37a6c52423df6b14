using System.CommandLine;
using System.Globalization;
using Sqs.Cli.Terminal;
using Sqs.Compiler.Diagnostics;

namespace Sqs.Cli.Verbs;

/// <summary>Rules that options of several verbs share.</summary>
internal static class OptionRules
{
    /// <summary>Refuses numbers below 1 while the command line is parsed. Words that are no number are refused by the parser itself.</summary>
    /// <param name="option">An option that takes an integer.</param>
    public static void RequirePositive(this Option option) => option.Validators.Add(result =>
    {
        if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) && value < 1)
            result.AddError($"{option.Name} must be at least 1");
    });

    /// <summary>Refuses numbers outside a range while the command line is parsed.</summary>
    /// <param name="option">An option that takes an integer.</param>
    /// <param name="least">The least number.</param>
    /// <param name="most">The greatest number.</param>
    public static void RequireBetween(this Option option, int least, int most) => option.Validators.Add(result =>
    {
        if (result.Tokens.Count == 1 && int.TryParse(result.Tokens[0].Value, NumberStyles.Integer, CultureInfo.InvariantCulture, out int value) && (value < least || value > most))
            result.AddError(most == int.MaxValue ? $"{option.Name} must be at least {least}" : $"{option.Name} must be {least} to {most}");
    });

    /// <summary>Refuses negative and infinite numbers while the command line is parsed.</summary>
    /// <param name="option">An option that takes a number.</param>
    public static void RequireFiniteAtLeastZero(this Option option) => option.Validators.Add(result =>
    {
        if (result.Tokens.Count == 1 && double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is not (>= 0 and < 1e9))
            result.AddError($"{option.Name} must be 0 or more");
    });

    /// <summary>Refuses numbers of days that are not above 0 or are more than a century, while the command line is parsed.</summary>
    /// <param name="option">An option that takes a number.</param>
    public static void RequireDays(this Option option) => option.Validators.Add(result =>
    {
        if (result.Tokens.Count == 1 && double.TryParse(result.Tokens[0].Value, NumberStyles.Float, CultureInfo.InvariantCulture, out double value) && value is not (> 0 and <= 36_525))
            result.AddError($"{option.Name} must be above 0 and at most 36525 days");
    });

    /// <summary>Refuses options that were given and would be ignored.</summary>
    /// <param name="options">The options.</param>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="what">What they mean nothing for.</param>
    /// <param name="diagnostics">Takes one diagnostic an option.</param>
    public static void RefuseGiven(IEnumerable<Option> options, ParseResult arguments, string what, DiagnosticBag diagnostics)
    {
        foreach (Option option in options)
        {
            if (arguments.GetResult(option) is { Implicit: false })
                diagnostics.Report(CommandLineDiagnostics.MeaninglessOption, SourceSpan.None, option.Name, what);
        }
    }
}
