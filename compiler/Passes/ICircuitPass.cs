using Newtonsoft.Json.Linq;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Targets.Predicates;

namespace Sqs.Compiler.Passes;

/// <summary>
/// A rewriting of circuit programs that keeps their meaning: the joint distribution over the reported registers. Which programs a pass takes and
/// what it guarantees are predicates, so that a pipeline is checked when it is built (after tket's compilation passes, arXiv 2003.10611).
/// </summary>
public interface ICircuitPass
{
    /// <summary>Name in reports and on the command line, lower case with hyphens.</summary>
    string Name { get; }

    /// <summary>What it does, on one line.</summary>
    string Purpose { get; }

    /// <summary>What holds before it runs.</summary>
    IReadOnlyList<ProgramPredicate> Requires { get; }

    /// <summary>What holds after it ran without errors.</summary>
    IReadOnlyList<ProgramPredicate> Establishes { get; }

    /// <summary>Whether a predicate that held before still holds afterwards.</summary>
    /// <param name="predicate">The predicate.</param>
    /// <returns>True unless the pass may break it.</returns>
    bool Preserves(ProgramPredicate predicate);

    /// <summary>The settings it runs with: part of a run's provenance.</summary>
    /// <returns>An object with stable keys; empty without settings.</returns>
    JObject Configuration();

    /// <summary>Rewrites a program.</summary>
    /// <param name="program">The program; not changed.</param>
    /// <param name="context">The target, and where diagnostics, statistics and placements go.</param>
    /// <returns>The rewritten program; the same instance when nothing changed. After an error its content is not used.</returns>
    CircuitProgram Apply(CircuitProgram program, PassContext context);
}
