using Newtonsoft.Json.Linq;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Targets.Predicates;

namespace Sqs.Compiler.Passes;

/// <summary>Checks that a program is what it must be, and reports what is not. Changes nothing.</summary>
/// <param name="demands">What the program must be, besides sound; for a target its capabilities.</param>
public sealed class VerifyPass(IReadOnlyList<ProgramPredicate> demands) : CircuitPass
{
    /// <inheritdoc/>
    public override string Name => "verify";

    /// <inheritdoc/>
    public override string Purpose => "Checks the program against the invariants and the target's demands.";

    /// <inheritdoc/>
    public override IReadOnlyList<ProgramPredicate> Establishes => demands;

    /// <inheritdoc/>
    public override JObject Configuration() => new() { ["demands"] = new JArray(demands.Select(d => d.Name)) };

    /// <inheritdoc/>
    public override CircuitProgram Apply(CircuitProgram program, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        context.Diagnostics.AddRange(CircuitVerifier.Verify(program));
        foreach (ProgramPredicate demand in demands)
            context.Diagnostics.AddRange(demand.Violations(program));
        return program;
    }
}
