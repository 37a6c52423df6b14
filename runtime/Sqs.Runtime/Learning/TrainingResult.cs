using Sqs.Compiler.Graph;

namespace Sqs.Runtime.Learning;

/// <summary>How a training run ended.</summary>
/// <param name="Graph">The trained network: of the best epoch by validation accuracy where there is a validation part, else of the last one.</param>
/// <param name="Epochs">The epochs that were finished, earlier sittings included.</param>
/// <param name="BestEpoch">The epoch the network is of, from 1; 0 when none was finished.</param>
/// <param name="IsComplete">Whether all epochs were run; if not, a checkpoint waits.</param>
public sealed record TrainingResult(NetworkGraph Graph, IReadOnlyList<EpochMetrics> Epochs, int BestEpoch, bool IsComplete);
