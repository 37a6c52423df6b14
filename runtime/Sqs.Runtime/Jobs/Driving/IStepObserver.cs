namespace Sqs.Runtime.Jobs.Driving;

/// <summary>Is told of every step that is taken on jobs: for logs, metrics and traces. It must be quick, and must not throw.</summary>
public interface IStepObserver
{
    /// <summary>A step begins.</summary>
    /// <param name="part">The part as it stands.</param>
    /// <returns>Disposed when the step has ended, or null.</returns>
    IDisposable? Begin(JobPart part);

    /// <summary>A part was stored.</summary>
    /// <param name="before">The part at the beginning of the step.</param>
    /// <param name="after">The part as it is stored now.</param>
    void Stored(JobPart before, JobPart after);
}
