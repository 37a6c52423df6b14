namespace Sqs.Runtime.Data;

/// <summary>The parts of a dataset, which are kept apart.</summary>
public enum DataPart
{
    /// <summary>What the parameters are fitted to.</summary>
    Train,

    /// <summary>What choices, such as the best epoch, are made on.</summary>
    Validation,

    /// <summary>What is only ever measured.</summary>
    Test,
}
