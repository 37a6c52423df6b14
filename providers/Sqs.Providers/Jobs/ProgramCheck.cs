using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Predicates;
using Sqs.Providers.Errors;

namespace Sqs.Providers.Jobs;

/// <summary>Checks the circuits of a job against a target before anything is sent.</summary>
public static class ProgramCheck
{
    private const int MostReported = 5;

    /// <summary>Checks every circuit: soundness, capabilities of the target, inputs and shots.</summary>
    /// <param name="request">The job.</param>
    /// <param name="target">The target.</param>
    /// <returns>Why the job is refused, or null.</returns>
    public static ProviderError? Check(JobRequest request, Target target)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(target);
        if (request.Circuits.IsEmpty)
            return Refused("a job needs at least one circuit");
        var checkedPrograms = new HashSet<CircuitProgram>(ReferenceEqualityComparer.Instance);
        IReadOnlyList<ProgramPredicate> capabilities = target.Capabilities();
        for (int i = 0; i < request.Circuits.Count; i++)
        {
            CircuitRequest circuit = request.Circuits[i];
            if (circuit.Shots < target.Limits.MinimumShots || circuit.Shots > target.Limits.MaximumShots)
                return Refused($"circuit {i} has {circuit.Shots} shots; {target.Name} takes {target.Limits.MinimumShots} to {target.Limits.MaximumShots}");
            if (Inputs(circuit) is { } inputs)
                return Refused($"circuit {i}: {inputs}");
            if (!checkedPrograms.Add(circuit.Program))
                continue;
            var problems = new DiagnosticBag();
            problems.AddRange(CircuitVerifier.Verify(circuit.Program));
            if (!problems.HasErrors)
                problems.AddRange(capabilities.SelectMany(c => c.Violations(circuit.Program)));
            if (problems.HasErrors)
                return Refused($"circuit {i} does not fit {target.Name}: {Sum(problems)}");
        }

        return null;
    }

    /// <summary>A refusal of ours.</summary>
    /// <param name="message">What is wrong and what would be right.</param>
    /// <returns>The error.</returns>
    public static ProviderError Refused(string message) => new(ProviderErrorKind.FixInput, "refused-here", message);

    private static string? Inputs(CircuitRequest circuit)
    {
        var given = new HashSet<string>(StringComparer.Ordinal);
        foreach (InputValue value in circuit.Inputs)
        {
            if (!given.Add(value.Name))
                return $"input '{value.Name}' is given twice";
            if (!double.IsFinite(value.Value))
                return $"input '{value.Name}' is {value.Value}; inputs are finite numbers";
        }

        foreach (InputParameter input in circuit.Program.Inputs)
        {
            if (!given.Remove(input.Name))
                return $"input '{input.Name}' has no value";
        }

        return given.Count > 0 ? $"the program has no input '{given.First()}'" : null;
    }

    /// <summary>The first errors in one text.</summary>
    internal static string Sum(DiagnosticBag problems)
    {
        string[] lines = [.. problems.Where(p => p.IsError).Select(p => p.ToString())];
        string rest = lines.Length > MostReported ? $" (and {lines.Length - MostReported} more)" : string.Empty;
        return string.Join("; ", lines.Take(MostReported)) + rest;
    }
}
