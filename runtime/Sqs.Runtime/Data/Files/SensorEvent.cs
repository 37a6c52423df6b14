namespace Sqs.Runtime.Data.Files;

/// <summary>An event of a vision sensor.</summary>
/// <param name="X">Column.</param>
/// <param name="Y">Row.</param>
/// <param name="IsOn">Whether the pixel became brighter.</param>
/// <param name="Time">Microseconds.</param>
internal readonly record struct SensorEvent(int X, int Y, bool IsOn, long Time);
