using Sqs.Runtime.Learning.Local;
using Sqs.Runtime.Learning.Reservoir;
using Sqs.Runtime.Learning.Surrogate;
using Sqs.Runtime.Learning.Tess;

namespace Sqs.Runtime.Learning.Rules;

/// <summary>The learning rules that settings can name. A rule from elsewhere is added with its type; it needs a constructor without arguments.</summary>
public sealed class LearningRuleCatalog
{
    private readonly SortedDictionary<string, Type> _types = new(StringComparer.Ordinal);

    /// <summary>The rules of the product.</summary>
    /// <returns>A new catalog.</returns>
    public static LearningRuleCatalog BuiltIn()
    {
        var catalog = new LearningRuleCatalog();
        catalog.Add<LocalRuleOptions>();
        catalog.Add<SurrogateRuleOptions>();
        catalog.Add<TessRuleOptions>();
        catalog.Add<ReservoirRuleOptions>();
        return catalog;
    }

    /// <summary>The names.</summary>
    public IReadOnlyCollection<string> Names => _types.Keys;

    /// <summary>Adds a rule under its name.</summary>
    /// <typeparam name="TRule">Its settings.</typeparam>
    public void Add<TRule>()
        where TRule : LearningRuleOptions, new() => _types[new TRule().Name] = typeof(TRule);

    /// <summary>Finds a rule.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The type of its settings, or null.</returns>
    public Type? Find(string name) => _types.GetValueOrDefault(name);
}
