namespace LineageAot.Operations;

/// <summary>How much room the disk of a file has.</summary>
/// <param name="FreeBytes">Bytes that this user may still write there.</param>
/// <param name="TotalBytes">The disk's size.</param>
internal readonly record struct DiskRoom(long FreeBytes, long TotalBytes)
{
    /// <param name="path">A file's full path; its folder exists.</param>
    /// <returns>Null where the system doesn't tell, as for some network shares.</returns>
    public static DiskRoom? Of(string path)
    {
        try
        {
            // Windows tells it of a drive, the others of any folder.
            var drive = new DriveInfo((OperatingSystem.IsWindows() ? Path.GetPathRoot(path) : Path.GetDirectoryName(path))!);
            return new DiskRoom(drive.AvailableFreeSpace, drive.TotalSize);
        }
        catch (Exception e) when (FileErrors.IsFileError(e) || e is ArgumentException)
        {
            return null;
        }
    }
}
