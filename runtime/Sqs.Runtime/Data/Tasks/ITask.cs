namespace Sqs.Runtime.Data.Tasks;

/// <summary>A task whose samples are generated. A sample depends on the seed and its index alone.</summary>
internal interface ITask
{
    /// <summary>The name in specifications.</summary>
    string Name { get; }

    /// <summary>Number of training samples when none is asked for.</summary>
    int DefaultTrain { get; }

    /// <summary>Number of test samples when none is asked for.</summary>
    int DefaultTest { get; }

    /// <summary>Number of classes.</summary>
    /// <param name="spec">The specification.</param>
    /// <returns>The number.</returns>
    int ClassCount(DatasetSpec spec);

    /// <summary>What makes a specification impossible.</summary>
    /// <param name="spec">The specification.</param>
    /// <returns>The reason; null where it is possible.</returns>
    string? Wrong(DatasetSpec spec) => null;

    /// <summary>The number of steps that the task fixes, or null when samples are still to be encoded.</summary>
    /// <param name="spec">The specification.</param>
    /// <returns>The number of steps.</returns>
    int? Steps(DatasetSpec spec);

    /// <summary>The first step at which an answer is asked for.</summary>
    /// <param name="spec">The specification.</param>
    /// <returns>The step, from 0.</returns>
    int AnswerFrom(DatasetSpec spec);

    /// <summary>Numbers a sample.</summary>
    /// <param name="spec">The specification.</param>
    /// <returns>The number.</returns>
    int FeatureCount(DatasetSpec spec);

    /// <summary>Draws one sample.</summary>
    /// <param name="spec">The specification.</param>
    /// <param name="label">The class it is of.</param>
    /// <param name="stream">Stream of its randomness.</param>
    /// <param name="features">Takes the numbers, from 0 to 1.</param>
    void Draw(DatasetSpec spec, int label, ulong stream, Span<float> features);
}
