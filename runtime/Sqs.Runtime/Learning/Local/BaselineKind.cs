namespace Sqs.Runtime.Learning.Local;

/// <summary>What is subtracted from the learning signal to reduce its variance.</summary>
public enum BaselineKind
{
    /// <summary>Nothing.</summary>
    None,

    /// <summary>The mean signal of the sample's other shots; with a single shot the running mean of the step.</summary>
    Mean,

    /// <summary>The mean as above and then, for every parameter, <c>b = &lt;e^2 l&gt; / &lt;e^2&gt;</c> with running means over eligibilities e.</summary>
    PerParameter,
}
