using System.CommandLine;
using Sqs.Runtime.Learning.Optimizers;
using Sqs.Runtime.Learning.Rules;
using Sqs.Runtime.Learning.Surrogate;

namespace Sqs.Cli.Verbs;

/// <summary>The options that say how gradients move parameters.</summary>
internal sealed class OptimizerSettings
{
    private const double SurrogateRate = 5e-4;

    private static readonly double LocalRate = new OptimizerOptions().WeightRate;

    private readonly Option<string> _optimizer = new("--optimizer") { Description = "How gradients move parameters.", DefaultValueFactory = _ => "adam" };
    private readonly Option<double?> _allRates = new("--lr") { Description = $"Learning rate of everything; {LocalRate} for the local rule and {SurrogateRate} for surrogate gradients where nothing is said." };
    private readonly Option<double?> _rate = new("--rate") { Description = "Learning rate of weights and biases, in place of --lr." };
    private readonly Option<double?> _angleRate = new("--angle-rate") { Description = "Learning rate of angles and other parameters of neurons, in place of --lr." };
    private readonly Option<double> _momentum = new("--momentum") { Description = "Momentum of sgd." };
    private readonly Option<string> _schedule = new("--schedule") { Description = "How rates change over the epochs: constant, cosine down to 0, or step.", DefaultValueFactory = _ => "constant" };
    private readonly Option<int> _stepEpochs = new("--schedule-epochs") { Description = "Epochs between steps.", DefaultValueFactory = _ => new LearningRateSchedule().Epochs };
    private readonly Option<double> _decay = new("--schedule-decay") { Description = "What a step multiplies rates with.", DefaultValueFactory = _ => new LearningRateSchedule().Decay };
    private readonly Option<double> _weightDecay = new("--weight-decay") { Description = "What weights lose an update, in learning rates." };
    private readonly Option<double> _clip = new("--clip") { Description = "Largest norm of a batch's gradient.", DefaultValueFactory = _ => new OptimizerOptions().ClipNorm };

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="command">The verb.</param>
    public void AddTo(Command command)
    {
        _optimizer.AcceptOnlyFromAmong("adam", "sgd");
        _schedule.AcceptOnlyFromAmong("constant", "cosine", "step");
        foreach (Option option in (Option[])[_optimizer, _allRates, _rate, _angleRate, _momentum, _weightDecay, _schedule, _stepEpochs, _decay, _clip])
            command.Add(option);
    }

    /// <summary>Makes the settings.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="rule">The learning rule.</param>
    /// <param name="epochs">Epochs of the run, which the cosine takes.</param>
    /// <returns>The settings.</returns>
    public OptimizerOptions Create(ParseResult arguments, LearningRuleOptions rule, int epochs)
    {
        double all = arguments.GetValue(_allRates) ?? (rule is SurrogateRuleOptions ? SurrogateRate : LocalRate);
        double rate = arguments.GetValue(_rate) ?? all;
        ScheduleKind schedule = Enum.Parse<ScheduleKind>(arguments.GetRequiredValue(_schedule), ignoreCase: true);
        return new OptimizerOptions
        {
            Kind = arguments.GetValue(_optimizer) == "sgd" ? OptimizerKind.Sgd : OptimizerKind.Adam,
            WeightRate = rate,
            BiasRate = rate,
            AngleRate = arguments.GetValue(_angleRate) ?? all,
            Momentum = arguments.GetValue(_momentum),
            WeightDecay = arguments.GetValue(_weightDecay),
            ClipNorm = arguments.GetValue(_clip),
            Schedule = new LearningRateSchedule
            {
                Kind = schedule,
                Epochs = schedule == ScheduleKind.Cosine ? Math.Max(1, epochs) : arguments.GetValue(_stepEpochs),
                Decay = arguments.GetValue(_decay),
            },
        };
    }
}
