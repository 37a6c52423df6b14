using Sqs.Runtime.Data;
using Sqs.Runtime.Execution;

namespace Sqs.Runtime.Learning.Rules;

/// <summary>What a learning rule works on for one run.</summary>
/// <param name="Network">The network; the trainer binds new parameter values after every batch.</param>
/// <param name="Data">The data.</param>
/// <param name="Sampler">What lets the network spike.</param>
/// <param name="BatchSize">Most samples a batch.</param>
/// <param name="Seed">Seed of the run.</param>
/// <param name="Threads">Most threads to use; changes no bit of a result.</param>
public sealed record LearningContext(BoundNetwork Network, Dataset Data, ISpikeSampler Sampler, int BatchSize, ulong Seed, int Threads);
