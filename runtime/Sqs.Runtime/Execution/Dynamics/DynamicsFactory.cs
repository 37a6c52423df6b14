using Sqs.Compiler.Graph;
using Sqs.Compiler.Neurons;

namespace Sqs.Runtime.Execution.Dynamics;

/// <summary>Chooses the dynamics of a neuron family.</summary>
internal static class DynamicsFactory
{
    /// <summary>Creates the dynamics of a population, not yet bound.</summary>
    /// <param name="population">The population.</param>
    /// <returns>The dynamics.</returns>
    /// <exception cref="NotSupportedException">The family has none.</exception>
    public static PopulationDynamics Create(Population population) => population.Neuron switch
    {
        SqsNeuron or NaturalNeuron => new SqsDynamics(population.Size, population.Neuron),
        LastSpikeNeuron => new LastSpikeDynamics(population.Size),
        LogisticNeuron => new LogisticDynamics(population.Size),
        LeakyNeuron => new LeakyDynamics(population.Size),
        QlifNeuron qlif => new QlifDynamics(population.Size, qlif),
        WinnerNeuron winner => new WinnerDynamics(population.Size, winner.Sums),
        _ => throw new NotSupportedException($"Neurons of the family '{population.Neuron.Family}' have no dynamics on the host."),
    };
}
