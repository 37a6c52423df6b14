using Sqs.Compiler.Diagnostics;
using Sqs.Runtime.Learning.Local;
using Sqs.Runtime.Learning.Optimizers;
using Sqs.Runtime.Learning.Rules;

namespace Sqs.Runtime.Learning;

/// <summary>Settings of a training run. Together with the graph and the dataset they fix every bit of its result.</summary>
public sealed record TrainingOptions
{
    /// <summary>Number of passes over the training samples.</summary>
    public int Epochs { get; init; } = 5;

    /// <summary>Samples a batch.</summary>
    public int BatchSize { get; init; } = 20;

    /// <summary>Seed of the order of samples and of the spikes.</summary>
    public ulong Seed { get; init; }

    /// <summary>The learning rule.</summary>
    public LearningRuleOptions Rule { get; init; } = new LocalRuleOptions();

    /// <summary>The optimizer.</summary>
    public OptimizerOptions Optimizer { get; init; } = new();

    /// <summary>Names of neuron parameters that keep their values, such as <c>ent</c> for a control without memory; a trailing <c>*</c> stands for anything.</summary>
    public IReadOnlyList<string> Frozen { get; init; } = [];

    /// <summary>Most threads to use; no part of what fixes the result.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Checks the settings.</summary>
    /// <param name="diagnostics">Takes what is wrong.</param>
    public void Validate(DiagnosticBag diagnostics)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        void Require(bool isGood, string name, object value, string right)
        {
            if (!isGood)
                diagnostics.Report(LearningDiagnostics.BadSetting, SourceSpan.None, name, value, right);
        }

        Require(Epochs >= 0, "the number of epochs", Epochs, "at least 0");
        Require(BatchSize >= 1, "the batch size", BatchSize, "at least 1");
        Require(Threads >= 1, "the number of threads", Threads, "at least 1");
        Rule.Validate(diagnostics);
        Require(Optimizer.ClipNorm > 0, "the clip norm", Optimizer.ClipNorm, "above 0");
        Require(IsRate(Optimizer.WeightRate) && IsRate(Optimizer.BiasRate) && IsRate(Optimizer.AngleRate), "a learning rate", "negative or not finite", "finite and not negative");
        Require(Optimizer.WeightDecay >= 0 && Optimizer.WeightDecay * Optimizer.WeightRate < 1, "the weight decay", Optimizer.WeightDecay, "at least 0, and below 1 / rate");
        Require(Optimizer.Schedule.Epochs >= 1, "the epochs of the schedule", Optimizer.Schedule.Epochs, "at least 1");
        Require(Optimizer.Schedule.Decay is >= 0 and <= 1, "the decay of the schedule", Optimizer.Schedule.Decay, "from 0 to 1");
        Require(Optimizer.Momentum is >= 0 and < 1, "the momentum", Optimizer.Momentum, "from 0 to below 1");
        Require(Optimizer.Beta1 is >= 0 and < 1 && Optimizer.Beta2 is >= 0 and < 1, "a decay of Adam", $"{Optimizer.Beta1}, {Optimizer.Beta2}", "from 0 to below 1");
    }

    private static bool IsRate(double rate) => rate >= 0 && double.IsFinite(rate);
}
