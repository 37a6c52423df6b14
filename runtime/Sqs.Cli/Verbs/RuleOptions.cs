using System.CommandLine;
using Sqs.Compiler.Diagnostics;
using Sqs.Runtime.Learning.Local;
using Sqs.Runtime.Learning.Reservoir;
using Sqs.Runtime.Learning.Rules;
using Sqs.Runtime.Learning.Surrogate;
using Sqs.Runtime.Learning.Tess;
using Sqs.Simulation.Batched.Neurons;

namespace Sqs.Cli.Verbs;

/// <summary>The options that choose and set a learning rule.</summary>
internal sealed class RuleOptions
{
    private static readonly Dictionary<string, SurrogateShape> Shapes = new(StringComparer.Ordinal)
    {
        ["sigmoid"] = SurrogateShape.Sigmoid,
        ["straight-through"] = SurrogateShape.StraightThrough,
        ["arctan"] = SurrogateShape.Arctan,
        ["hard-tanh"] = SurrogateShape.HardTanh,
    };

    private readonly Option<string> _rule = new("--rule")
    {
        Description = $"How the model learns: {LocalRuleOptions.RuleName} (three factors, from recorded spikes), {SurrogateRuleOptions.RuleName} (gradients back through time and layers), {TessRuleOptions.RuleName} (local in time and space) or {ReservoirRuleOptions.RuleName} (a ridge readout, all else frozen).",
        DefaultValueFactory = _ => LocalRuleOptions.RuleName,
    };

    private readonly Option<int> _shots = new("--shots") { Description = "Shots a sample of the local rule.", DefaultValueFactory = _ => new LocalRuleOptions().Shots };
    private readonly Option<string> _surrogate = new("--surrogate") { Description = "What stands for the derivative of a spike.", DefaultValueFactory = _ => "sigmoid" };
    private readonly Option<double> _logitScale = new("--logit-scale") { Description = "What output spike rates are multiplied with before the softmax.", DefaultValueFactory = _ => new SurrogateRuleOptions().LogitScale };

    private readonly Option<double> _logitScaleRate = new("--logit-scale-rate") { Description = "Learning rate of the logarithm of the logit scale; 0 keeps it." };

    private readonly Option<double> _traceDecay = new("--trace-decay") { Description = "Share of a synapse's trace that is left after a step, for the rule tess.", DefaultValueFactory = _ => new TessRuleOptions().TraceDecay };
    private readonly Option<double> _ridge = new("--ridge") { Description = "Weight of the squared norm of a reservoir's readout.", DefaultValueFactory = _ => new ReservoirRuleOptions().Ridge };

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="command">The verb.</param>
    public void AddTo(Command command)
    {
        _rule.AcceptOnlyFromAmong(LocalRuleOptions.RuleName, SurrogateRuleOptions.RuleName, TessRuleOptions.RuleName, ReservoirRuleOptions.RuleName);
        _surrogate.AcceptOnlyFromAmong([.. Shapes.Keys]);
        foreach (Option option in (Option[])[_rule, _shots, _surrogate, _logitScale, _logitScaleRate, _traceDecay, _ridge])
            command.Add(option);
    }

    /// <summary>Makes the settings.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="diagnostics">Takes options that mean nothing for the rule.</param>
    /// <returns>The settings.</returns>
    public LearningRuleOptions Create(ParseResult arguments, DiagnosticBag diagnostics)
    {
        string name = arguments.GetRequiredValue(_rule);
        Option[] own = name switch
        {
            LocalRuleOptions.RuleName => [_shots],
            SurrogateRuleOptions.RuleName => [_surrogate, _logitScale, _logitScaleRate],
            TessRuleOptions.RuleName => [_surrogate, _logitScale, _traceDecay],
            _ => [_ridge],
        };
        Option[] all = [_shots, _surrogate, _logitScale, _logitScaleRate, _traceDecay, _ridge];
        OptionRules.RefuseGiven([.. all.Except(own)], arguments, $"the {name} rule", diagnostics);
        SurrogateShape shape = Shapes[arguments.GetRequiredValue(_surrogate)];
        double scale = arguments.GetValue(_logitScale);
        return name switch
        {
            LocalRuleOptions.RuleName => new LocalRuleOptions { Shots = arguments.GetValue(_shots) },
            SurrogateRuleOptions.RuleName => new SurrogateRuleOptions { Shape = shape, LogitScale = scale, LogitScaleRate = arguments.GetValue(_logitScaleRate) },
            TessRuleOptions.RuleName => new TessRuleOptions { Shape = shape, LogitScale = scale, TraceDecay = arguments.GetValue(_traceDecay) },
            _ => new ReservoirRuleOptions { Ridge = arguments.GetValue(_ridge) },
        };
    }
}
