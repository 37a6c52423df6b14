using System.CommandLine;
using Sqs.Compiler.Diagnostics;
using Sqs.Runtime.Learning.Local;
using Sqs.Runtime.Learning.Rules;
using Sqs.Runtime.Learning.Surrogate;
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
        Description = $"How the model learns: {LocalRuleOptions.RuleName} (three factors, from recorded spikes) or {SurrogateRuleOptions.RuleName} (gradients back through time and layers).",
        DefaultValueFactory = _ => LocalRuleOptions.RuleName,
    };

    private readonly Option<int> _shots = new("--shots") { Description = "Shots a sample of the local rule.", DefaultValueFactory = _ => new LocalRuleOptions().Shots };
    private readonly Option<string> _surrogate = new("--surrogate") { Description = "What stands for the derivative of a spike.", DefaultValueFactory = _ => "sigmoid" };
    private readonly Option<double> _logitScale = new("--logit-scale") { Description = "What output spike rates are multiplied with before the softmax.", DefaultValueFactory = _ => new SurrogateRuleOptions().LogitScale };

    private readonly Option<double> _logitScaleRate = new("--logit-scale-rate") { Description = "Learning rate of the logarithm of the logit scale; 0 keeps it." };

    /// <summary>Adds the options to a verb.</summary>
    /// <param name="command">The verb.</param>
    public void AddTo(Command command)
    {
        _rule.AcceptOnlyFromAmong(LocalRuleOptions.RuleName, SurrogateRuleOptions.RuleName);
        _surrogate.AcceptOnlyFromAmong([.. Shapes.Keys]);
        foreach (Option option in (Option[])[_rule, _shots, _surrogate, _logitScale, _logitScaleRate])
            command.Add(option);
    }

    /// <summary>Makes the settings.</summary>
    /// <param name="arguments">The parsed command line.</param>
    /// <param name="diagnostics">Takes options that mean nothing for the rule.</param>
    /// <returns>The settings.</returns>
    public LearningRuleOptions Create(ParseResult arguments, DiagnosticBag diagnostics)
    {
        if (arguments.GetValue(_rule) == LocalRuleOptions.RuleName)
        {
            OptionRules.RefuseGiven([_surrogate, _logitScale, _logitScaleRate], arguments, $"the {LocalRuleOptions.RuleName} rule", diagnostics);
            return new LocalRuleOptions { Shots = arguments.GetValue(_shots) };
        }

        OptionRules.RefuseGiven([_shots], arguments, $"the {SurrogateRuleOptions.RuleName} rule", diagnostics);
        return new SurrogateRuleOptions { Shape = Shapes[arguments.GetRequiredValue(_surrogate)], LogitScale = arguments.GetValue(_logitScale), LogitScaleRate = arguments.GetValue(_logitScaleRate) };
    }
}
