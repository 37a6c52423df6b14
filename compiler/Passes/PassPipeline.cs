using System.Diagnostics;
using Newtonsoft.Json.Linq;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Targets.Predicates;

namespace Sqs.Compiler.Passes;

/// <summary>Passes in order. Building one fails when a pass needs what no earlier pass establishes.</summary>
public sealed class PassPipeline
{
    private readonly IReadOnlyList<ProgramPredicate> _given;

    /// <summary>Composes passes.</summary>
    /// <param name="passes">The passes in the order they run.</param>
    /// <param name="given">What every program that comes in fulfils.</param>
    /// <exception cref="ArgumentException">A pass requires a predicate that nothing before it establishes, or that a pass in between breaks.</exception>
    public PassPipeline(IEnumerable<ICircuitPass> passes, IEnumerable<ProgramPredicate>? given = null)
    {
        ArgumentNullException.ThrowIfNull(passes);
        Passes = [.. passes];
        _given = [.. given ?? []];
        var known = new List<ProgramPredicate>(_given);
        foreach (ICircuitPass pass in Passes)
        {
            foreach (ProgramPredicate required in pass.Requires)
            {
                if (!known.Any(k => k.Implies(required)))
                    throw new ArgumentException($"pass '{pass.Name}' requires {required.Name} ({required.Description}), which no earlier pass establishes and keeps", nameof(passes));
            }

            known.RemoveAll(k => !pass.Preserves(k));
            known.AddRange(pass.Establishes);
        }

        Guarantees = [.. known];
    }

    /// <summary>The passes in the order they run.</summary>
    public IReadOnlyList<ICircuitPass> Passes { get; }

    /// <summary>What holds behind the last pass.</summary>
    public IReadOnlyList<ProgramPredicate> Guarantees { get; }

    /// <summary>Runs the passes until one reports an error.</summary>
    /// <param name="program">The program.</param>
    /// <param name="context">Target, diagnostics and side results.</param>
    /// <param name="audit">Whether to verify, after each pass, the program, what the pass establishes and what it says it kept; a violation is a bug and throws.</param>
    /// <param name="observer">Called after each pass, or null.</param>
    /// <returns>The program behind the last pass that ran.</returns>
    /// <exception cref="InvalidOperationException">The audit found a pass that broke its promise.</exception>
    public CircuitProgram Run(CircuitProgram program, PassContext context, bool audit = false, Action<PassRecord>? observer = null)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(context);
        var held = new List<ProgramPredicate>(_given);
        foreach (ICircuitPass pass in Passes)
        {
            context.Cancellation.ThrowIfCancellationRequested();
            long start = Stopwatch.GetTimestamp();
            CircuitProgram after = pass.Apply(program, context);
            TimeSpan elapsed = Stopwatch.GetElapsedTime(start);
            observer?.Invoke(new PassRecord(pass.Name, pass.Configuration(), elapsed, !ReferenceEquals(after, program), context.TakeStatistics(), after));
            if (context.Diagnostics.HasErrors)
                return after;
            held.RemoveAll(p => !pass.Preserves(p));
            held.AddRange(pass.Establishes.Where(p => !held.Contains(p)));
            if (audit)
                Audit(pass, after, held);
            program = after;
        }

        return program;
    }

    /// <summary>The passes and their settings.</summary>
    /// <returns>An array of objects with <c>name</c> and <c>settings</c>.</returns>
    public JArray ToJson() =>
        new(Passes.Select(pass => new JObject { ["name"] = pass.Name, ["settings"] = pass.Configuration() }));

    private static void Audit(ICircuitPass pass, CircuitProgram program, IEnumerable<ProgramPredicate> held)
    {
        Diagnostic? broken = CircuitVerifier.Verify(program).Concat(held.SelectMany(p => p.Violations(program))).FirstOrDefault();
        if (broken is not null)
            throw new InvalidOperationException($"pass '{pass.Name}' left a program that breaks its promise: {broken}");
    }
}
