using Newtonsoft.Json.Linq;
using Sqs.Compiler.Ir;
using Sqs.Compiler.Passes.Control;
using Sqs.Compiler.Targets;
using Sqs.Compiler.Targets.Predicates;

namespace Sqs.Compiler.Passes;

/// <summary>
/// Brings conditions into the forms <c>b</c>, <c>!b</c> and <c>register == constant</c>. Where a condition reads bits of several registers, or some bits
/// of a register that holds more, each of these bits is measured a second time, right behind its first measurement, into a register made for the
/// decision: the second outcome always equals the first.
/// </summary>
/// <param name="rules">What the target's conditions may be.</param>
public sealed class LegalizeConditionsPass(FeedForward rules) : CircuitPass
{
    /// <summary>The most conditionals one condition is spread over before its bits get a register of their own.</summary>
    public const int MaximumSpread = 4;

    /// <inheritdoc/>
    public override string Name => "legalize-conditions";

    /// <inheritdoc/>
    public override string Purpose => "conditions as b, !b or register == constant, each decision in one register";

    /// <inheritdoc/>
    public override IReadOnlyList<ProgramPredicate> Requires => [new StraightControlPredicate(), new FlatBranchesPredicate()];

    /// <inheritdoc/>
    public override IReadOnlyList<ProgramPredicate> Establishes => [new FeedForwardPredicate(rules)];

    /// <inheritdoc/>
    public override JObject Configuration() => new() { ["maximumSpread"] = MaximumSpread };

    /// <inheritdoc/>
    public override CircuitProgram Apply(CircuitProgram program, PassContext context)
    {
        ArgumentNullException.ThrowIfNull(program);
        ArgumentNullException.ThrowIfNull(context);
        context.Diagnostics.AddRange(new FeedForwardPredicate(rules with { AnyCondition = true, MaximumConditionBits = int.MaxValue }).Violations(program));
        if (context.Diagnostics.HasErrors || Establishes[0].Holds(program))
            return program;
        return new ConditionLegalizer(program, rules, context).Run();
    }
}
