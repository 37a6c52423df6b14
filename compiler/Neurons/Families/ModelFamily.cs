using Sqs.Compiler.Ir;

namespace Sqs.Compiler.Neurons.Families;

/// <summary>A family of models that graph documents can name, and how its settings make a model and come back from one.</summary>
/// <typeparam name="TModel">What the family makes: neurons or ansätze.</typeparam>
/// <param name="Name">The name in graph documents.</param>
/// <param name="Help">One line for people.</param>
/// <param name="Settings">What can be set.</param>
/// <param name="Create">Makes a model from a value for each setting, each within its range.</param>
/// <param name="Describe">The settings of a model of this family.</param>
public sealed record ModelFamily<TModel>(
    string Name,
    string Help,
    EquatableArray<ModelSetting> Settings,
    Func<ModelSettings, TModel> Create,
    Func<TModel, ModelSettings> Describe);
