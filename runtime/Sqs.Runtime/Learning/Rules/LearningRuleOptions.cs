using Newtonsoft.Json;
using Sqs.Compiler.Diagnostics;
using Sqs.Compiler.Graph;

namespace Sqs.Runtime.Learning.Rules;

/// <summary>Settings of a learning rule, and how to make it. A new rule is a record of this kind and an <see cref="ILearningRule"/>; nothing else knows it.</summary>
public abstract record LearningRuleOptions
{
    /// <summary>The rule's name on the command line and in checkpoints.</summary>
    public abstract string Name { get; }

    /// <summary>Whether the outputs are neurons with a likelihood, so that evaluation can state the loss of clamped targets.</summary>
    [JsonIgnore]
    public virtual bool HasLikelihood => true;

    /// <summary>Checks the settings.</summary>
    /// <param name="diagnostics">Takes what is wrong.</param>
    public abstract void Validate(DiagnosticBag diagnostics);

    /// <summary>Checks that the rule can train a network.</summary>
    /// <param name="graph">The network.</param>
    /// <param name="diagnostics">Takes what is wrong.</param>
    public abstract void CheckNetwork(NetworkGraph graph, DiagnosticBag diagnostics);

    /// <summary>Makes the rule for one run.</summary>
    /// <param name="context">What it trains; checked by <see cref="CheckNetwork"/>.</param>
    /// <returns>A rule that has seen nothing.</returns>
    public abstract ILearningRule Create(LearningContext context);

    /// <summary>Reports a setting that is out of its range.</summary>
    /// <param name="diagnostics">Takes the diagnostic.</param>
    /// <param name="isGood">Whether the value is right.</param>
    /// <param name="name">The setting, for people.</param>
    /// <param name="value">Its value.</param>
    /// <param name="right">What would be right.</param>
    protected static void Require(DiagnosticBag diagnostics, bool isGood, string name, object value, string right)
    {
        ArgumentNullException.ThrowIfNull(diagnostics);
        if (!isGood)
            diagnostics.Report(LearningDiagnostics.BadSetting, SourceSpan.None, name, value, right);
    }
}
