using Sqs.Compiler.Graph;
using Sqs.Runtime.Data;
using Sqs.Runtime.Learning;

namespace Sqs.Runtime.Experiments;

/// <summary>A trained network of a run; several vote in an ensemble.</summary>
/// <param name="Graph">The network.</param>
/// <param name="Data">The data it is measured on.</param>
/// <param name="Epochs">Its training.</param>
/// <param name="Seed">Its seed.</param>
internal sealed record TrainedMember(NetworkGraph Graph, Dataset Data, IReadOnlyList<EpochMetrics> Epochs, ulong Seed);
