namespace Sqs.Compiler.Qasm.Syntax.Expressions;

/// <summary>Units of time.</summary>
public enum TimeUnit
{
    /// <summary>Seconds.</summary>
    Seconds,

    /// <summary>Milliseconds.</summary>
    Milliseconds,

    /// <summary>Microseconds.</summary>
    Microseconds,

    /// <summary>Nanoseconds.</summary>
    Nanoseconds,

    /// <summary>Time steps of the device, <c>dt</c>.</summary>
    DeviceSteps,
}
