using Sqs.Compiler.Passes;
using Sqs.Compiler.Targets.Forms;
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
    public static PassPipeline For(Target target, long shots = 1, bool openInputs = false) =>
        For(target, new CompileOptions { Shots = shots, OpenInputs = openInputs });

    /// <summary>The pipeline of a target.</summary>
    /// <param name="target">The target.</param>
    /// <param name="options">Choices of the compilation.</param>
    /// <returns>The passes; empty for a target that takes every program.</returns>
    public static PassPipeline For(Target target, CompileOptions options)
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(options);
        var passes = new List<ICircuitPass>();
        if (target.ClassicalControl && target.Gates.IsEmpty)
            return new PassPipeline(passes);
        passes.Add(new ResolveControlPass());
        bool isLimited = target.QubitCount != int.MaxValue;
        if (target.FeedForward is { } rules && target.MidCircuitMeasurement)
        {
            passes.Add(new LiftMeasurementsPass(rules));
            passes.Add(new LegalizeConditionsPass(rules));
            if (isLimited)
                passes.Add(new PackPass(target.QubitCount));
            passes.Add(new ResetIdiomPass(target, options.Reset, options.ParameterSets));
        }
        else
        {
            passes.Add(new DeferMeasurementPass(target));
            if (isLimited && target is { Reset: true, MidCircuitMeasurement: true })
            {
                passes.Add(new ReuseQubitsPass(target.QubitCount));
                passes.Add(new PackPass(target.QubitCount));
            }
        }

        passes.Add(new AbsorbSwapsPass(target));
        passes.Add(new SynthesisPass(target));
        if (target.Coupling is not null)
        {
            passes.Add(new PlacementPass(target));
            passes.Add(new SynthesisPass(target));
        }

        if (target.PhysicalQubits || target.Form == ProgramForm.IonQOpenQasm)
            passes.Add(new RegisterNamesPass(VendorNames.Reserved));
        passes.Add(new LimitsPass(target, options.Shots));
        passes.Add(new VerifyPass([.. target.Capabilities().Where(c => !options.OpenInputs || c is not NoInputsPredicate)]));
        return new PassPipeline(passes);
    }
}
