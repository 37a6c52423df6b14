using Newtonsoft.Json.Linq;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Targets.Predicates;

namespace Sqs.Compiler.Passes;

/// <summary>A pass without settings that keeps every predicate; passes override what differs.</summary>
public abstract class CircuitPass : ICircuitPass
{
    /// <inheritdoc/>
    public abstract string Name { get; }

    /// <inheritdoc/>
    public abstract string Purpose { get; }

    /// <inheritdoc/>
    public virtual IReadOnlyList<ProgramPredicate> Requires => [];

    /// <inheritdoc/>
    public virtual IReadOnlyList<ProgramPredicate> Establishes => [];

    /// <inheritdoc/>
    public virtual bool Preserves(ProgramPredicate predicate) => true;

    /// <inheritdoc/>
    public virtual JObject Configuration() => [];

    /// <inheritdoc/>
    public abstract CircuitProgram Apply(CircuitProgram program, PassContext context);
}
