using Sqs.Compiler.Gates;
using Sqs.Compiler.Passes;
using Sqs.Compiler.Targets.Ibm;
using Sqs.Compiler.Targets.Predicates;

namespace Sqs.Compiler.Targets;

/// <summary>The passes that bring a program to a target, chosen by its capabilities.</summary>
public static class TargetPipelines
{
    /// <summary>The pipeline of a target.</summary>
    /// <param name="target">The target.</param>
    /// <param name="shots">Shots the program is meant to run.</param>
    /// <param name="openInputs">Whether inputs stay open, to be bound later, also where the target takes only numbers.</param>
    /// <returns>The passes; empty for a target that takes every program.</returns>
    public static PassPipeline For(Target target, long shots = 1, bool openInputs = false)
    {
        ArgumentNullException.ThrowIfNull(target);
        var passes = new List<ICircuitPass>();
        if (target.ClassicalControl && target.Gates.IsEmpty)
            return new PassPipeline(passes);
        passes.Add(new ResolveControlPass());
        if (target.FeedForward is { } rules && target.Reset && target.MidCircuitMeasurement)
        {
            passes.Add(new LiftMeasurementsPass(rules));
            passes.Add(new LegalizeConditionsPass(rules));
            if (target.QubitCount != int.MaxValue)
                passes.Add(new PackPass(target.QubitCount));
        }
        else
        {
            passes.Add(new DeferMeasurementPass(target));
        }

        passes.Add(new AbsorbSwapsPass(target));
        passes.Add(new SynthesisPass(target));
        if (target.Coupling is not null)
        {
            passes.Add(new PlacementPass(target));
            passes.Add(new SynthesisPass(target));
        }

        if (target.PhysicalQubits)
            passes.Add(new RegisterNamesPass(new HashSet<string>([.. IbmLoaderCheck.Reserved, .. GateTable.All.SelectMany(g => g.Aliases.Prepend(g.Name))], StringComparer.Ordinal)));
        passes.Add(new LimitsPass(target, shots));
        passes.Add(new VerifyPass([.. target.Capabilities().Where(c => !openInputs || c is not NoInputsPredicate)]));
        return new PassPipeline(passes);
    }
}
