using Sqs.Runtime.Execution;
using Sqs.Runtime.Learning.Local;
using Sqs.Runtime.Spikes;

namespace Sqs.Runtime.Learning.Evaluation;

/// <summary>The mean of minus the log-likelihood of the targets, outputs clamped to them and hidden spikes drawn once.</summary>
internal sealed class ClampedLoss(BoundNetwork network, ISpikeSampler sampler, int samples, int answerFrom)
{
    private readonly NetworkTrains _trains = new(network.Layout, samples, 1);
    private readonly LocalRule _rule = new(network.Layout, new LocalRuleOptions { Shots = 1, Baseline = BaselineKind.None });
    private readonly TargetCode _targets = new(network.Layout, answerFrom);
    private readonly HashSet<int> _outputs = network.Layout.Outputs.ToHashSet();
    private readonly double[] _gradient = new double[network.Layout.ParameterCount];

    /// <summary>Measures a batch.</summary>
    /// <param name="encoded">The input spikes.</param>
    /// <param name="labels">The classes, one a sample.</param>
    /// <param name="request">How the shots with free outputs were drawn.</param>
    /// <param name="cancellation">Stops the work.</param>
    /// <returns>The mean loss.</returns>
    public async Task<double> MeasureAsync(SpikeTensor encoded, int[] labels, SamplingRequest request, CancellationToken cancellation)
    {
        _trains.SetInputs(encoded, labels.Length);
        _targets.Clamp(_trains, labels);
        await sampler.SampleAsync(network, _trains, request with { Clamped = _outputs }, cancellation).ConfigureAwait(false);
        return _rule.Gradient(network, _trains, labels.Length, _gradient, request.Threads, cancellation);
    }
}
